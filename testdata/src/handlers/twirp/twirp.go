// Package twirp serves a twirp service.
package twirp

import (
	"context"
	"net/http"

	"handlers/twirp/rpc"
)

type hats struct{}

func (hats) Make(context.Context, *rpc.Size) (*rpc.Hat, error) { return nil, nil }

type Spare struct{}

func (*Spare) Make(context.Context, *rpc.Size) (*rpc.Hat, error) { return nil, nil } // entry: twirp request 1, inputs [1], output 0, error 1

func New() http.Handler {
	mux := http.NewServeMux()
	server := rpc.NewHatsServer(hats{}) // route: POST /twirp/shop.Hats/Make -> hats.Make [auth]
	mux.Handle(server.PathPrefix(), auth(server))
	return mux
}

func auth(next http.Handler) http.Handler { return next }
