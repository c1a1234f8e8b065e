// Package gqlgen has resolvers.
package gqlgen

import (
	"context"

	"handlers/gqlgen/generated"
)

type Resolver struct{}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutations{r} }
func (r *Resolver) Query() generated.QueryResolver       { return &queries{r} }
func (r *Resolver) User() generated.UserResolver         { return &users{r} }

type (
	mutations struct{ *Resolver }
	queries   struct{ *Resolver }
	users     struct{ *Resolver }
)

func (m *mutations) AddUser(ctx context.Context, input generated.NewUser) (*generated.User, error) { // entry: gqlgen inputs [1], output 0, error 1
	return nil, nil
}

func (q *queries) Users(ctx context.Context) ([]*generated.User, error) { return nil, nil } // entry: gqlgen output 0, error 1

// The object is the program's own.
func (u *users) Friends(ctx context.Context, obj *generated.User, first int) ([]*generated.User, error) { // entry: gqlgen inputs [2], output 0, error 1
	return nil, nil
}

func (u *users) load(ctx context.Context, id string) (*generated.User, error) { return nil, nil }
