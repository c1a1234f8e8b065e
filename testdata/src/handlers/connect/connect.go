// Package connect serves connect's services with net/http.
package connect

import (
	"context"
	"net/http"

	"connectrpc.com/connect"

	"handlers/connect/pingv1"
	"handlers/connect/pingv1connect"
)

type ping struct{}

func (ping) Ping(context.Context, *connect.Request[pingv1.PingRequest]) (*connect.Response[pingv1.PingResponse], error) {
	return nil, nil
}

func (ping) Sum(context.Context, *connect.ClientStream[pingv1.PingRequest]) (*connect.Response[pingv1.PingResponse], error) {
	return nil, nil
}

type Plain struct{}

func (Plain) Put(context.Context, *pingv1.PingRequest) (*pingv1.PingResponse, error) { return nil, nil } // entry: connect request 1, inputs [1], output 0, error 1

func Stream(context.Context, *connect.Request[pingv1.PingRequest], *connect.ServerStream[pingv1.PingResponse]) error { // entry: connect request 1, response 2, inputs [1], error 0
	return nil
}

func Both(context.Context, *connect.BidiStream[pingv1.PingRequest, pingv1.PingResponse]) error { // entry: connect request 1, response 1, error 0
	return nil
}

func auth(next http.Handler) http.Handler { return next }

func New(auditing connect.Interceptor) http.Handler {
	mux := http.NewServeMux()
	// route: POST /ping.v1.PingService/Sum -> ping.Sum [auth, auditing{?}]
	path, handler := pingv1connect.NewPingServiceHandler(ping{}, connect.WithInterceptors(auditing)) // route: POST /ping.v1.PingService/Ping -> ping.Ping [auth, auditing{?}]
	mux.Handle(path, auth(handler))
	return mux
}
