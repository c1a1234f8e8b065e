// Package connect answers with connect, which sends the text of every error that is returned.
package connect

import (
	"context"
	"errors"
	"net/http"
	"stackleak/connect/pingv1"
	"stackleak/connect/pingv1connect"

	"connectrpc.com/connect"

	"github.com/redis/go-redis/v9"
)

type ping struct{ cache *redis.Client }

func (p *ping) Ping(ctx context.Context, req *connect.Request[pingv1.PingRequest]) (*connect.Response[pingv1.PingResponse], error) {
	if err := p.cache.Ping(ctx).Err(); err != nil {
		return nil, err // want `connect sends the text of a cache error \(from redis.StatusCmd.Err\) that a handler returns: log it and return connect.NewError with a text of your own`
	}
	return nil, connect.NewError(connect.CodeInvalidArgument, errors.New("no message"))
}

func (p *ping) Sum(ctx context.Context, stream *connect.ClientStream[pingv1.PingRequest]) (*connect.Response[pingv1.PingResponse], error) {
	if err := p.cache.Ping(ctx).Err(); err != nil {
		return nil, connect.NewError(connect.CodeInternal, err) // want `the text of a cache error .*: log it and return connect.NewError with a text of your own`
	}
	return nil, nil
}

func serve(p *ping) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(pingv1connect.NewPingServiceHandler(p))
	return mux
}
