// Package graphql is a stub with the signatures of github.com/99designs/gqlgen/graphql.
package graphql

import "context"

type Resolver func(ctx context.Context) (res any, err error)

func AddError(ctx context.Context, err error) {}

func AddErrorf(ctx context.Context, format string, args ...any) {}
