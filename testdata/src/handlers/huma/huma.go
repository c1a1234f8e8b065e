// Package huma registers operations with huma.
package huma

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type getInput struct {
	ID string `path:"id"`
}

type note struct {
	Body struct{ Text string }
}

type empty struct{}

func get(ctx context.Context, in *getInput) (*note, error) { return nil, nil }

// nothing has a shape only because it is registered.
func nothing(ctx context.Context, in *empty) (*empty, error) { return nil, nil }

func unregistered(ctx context.Context, in *getInput) (*note, error) { return nil, nil } // entry: v2 request 1, inputs [1], output 0, error 1

// load is no handler: nothing in its types is huma's.
func load(ctx context.Context, in *empty) (*empty, error) { return nil, nil }

func log(ctx huma.Context, next func(huma.Context)) { next(ctx) }

func auth(ctx huma.Context, next func(huma.Context)) { next(ctx) }

func register(api huma.API) {
	api.UseMiddleware(log)
	huma.Get(api, "/notes/{id}", get) // route: GET {?}/notes/{id} -> get [log]
	admin := huma.NewGroup(api, "/admin")
	admin.UseMiddleware(auth)
	huma.Register(admin, huma.Operation{Method: http.MethodDelete, Path: "/notes"}, nothing) // route: DELETE {?}/admin/notes -> nothing [log, auth]
	huma.Post(admin, "/notes", func(ctx context.Context, in *empty) (*empty, error) {        // route: POST {?}/admin/notes -> func [log, auth]
		return nothing(ctx, in)
	})
}
