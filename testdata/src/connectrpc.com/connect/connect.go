// Package connect is a stub with the signatures of connectrpc.com/connect.
package connect

import (
	"context"
	"net/http"
)

type BidiStream[Req any, Res any] struct{}

type Client[Req any, Res any] struct{}

type ClientStream[Req any] struct{}

type Request[T any] struct {
	Msg *T
}

type Response[T any] struct{}

type ServerStream[Res any] struct{}

func (b *BidiStream[Req, Res]) Receive() (*Req, error) { return nil, nil }

func (b *BidiStream[Req, Res]) RequestHeader() http.Header { return nil }

func (b *BidiStream[Req, Res]) Send(msg *Res) error { return nil }

func (c *Client[Req, Res]) CallServerStream(ctx context.Context, request *Request[Req]) (*ServerStreamForClient[Res], error) {
	return nil, nil
}

func (c *Client[Req, Res]) CallUnary(ctx context.Context, request *Request[Req]) (*Response[Res], error) {
	return nil, nil
}

func (c *ClientStream[Req]) Msg() *Req { return nil }

func (c *ClientStream[Req]) RequestHeader() http.Header { return nil }

func NewBidiStreamHandler[Req any, Res any](procedure string, implementation func(context.Context, *BidiStream[Req, Res]) error, options ...HandlerOption) *Handler {
	return nil
}

func NewClientStreamHandler[Req any, Res any](procedure string, implementation func(context.Context, *ClientStream[Req]) (*Response[Res], error), options ...HandlerOption) *Handler {
	return nil
}

func NewClientStreamHandlerSimple[Req any, Res any](procedure string, implementation func(context.Context, *ClientStream[Req]) (*Res, error), options ...HandlerOption) *Handler {
	return nil
}

func NewError(c Code, underlying error) *Error { return nil }

func NewServerStreamHandler[Req any, Res any](procedure string, implementation func(context.Context, *Request[Req], *ServerStream[Res]) error, options ...HandlerOption) *Handler {
	return nil
}

func NewServerStreamHandlerSimple[Req any, Res any](procedure string, implementation func(context.Context, *Req, *ServerStream[Res]) error, options ...HandlerOption) *Handler {
	return nil
}

func NewUnaryHandler[Req any, Res any](procedure string, unary func(context.Context, *Request[Req]) (*Response[Res], error), options ...HandlerOption) *Handler {
	return nil
}

func NewUnaryHandlerSimple[Req any, Res any](procedure string, unary func(context.Context, *Req) (*Res, error), options ...HandlerOption) *Handler {
	return nil
}

func (r *Request[_]) Header() http.Header { return nil }

func (r *Response[_]) Header() http.Header { return nil }

func (r *Response[_]) Trailer() http.Header { return nil }

func (s *ServerStream[Res]) Send(msg *Res) error { return nil }

func WithInterceptors(interceptors ...Interceptor) Option { return nil }

func WithRecover(handle func(context.Context, Spec, http.Header, any) error) HandlerOption {
	return nil
}

type Code uint32

const (
	CodeUnknown         Code = 2
	CodeInvalidArgument Code = 3
	CodeNotFound        Code = 5
	CodeInternal        Code = 13
)

type Error struct{}

type Handler struct{}

type HandlerOption any

type Interceptor interface {
	WrapStreamingClient(StreamingClientFunc) StreamingClientFunc
	WrapStreamingHandler(StreamingHandlerFunc) StreamingHandlerFunc
	WrapUnary(UnaryFunc) UnaryFunc
}

type Option interface {
	ClientOption
	HandlerOption
}

type ServerStreamForClient[Res any] struct{}

type Spec struct{}

func (e *Error) Error() string { return "" }

type ClientOption any

type StreamingClientFunc func(context.Context, Spec) StreamingClientConn

type StreamingHandlerFunc func(context.Context, StreamingHandlerConn) error

type UnaryFunc func(context.Context, AnyRequest) (AnyResponse, error)

type AnyRequest interface {
	Any() any
	HTTPMethod() string
	Header() http.Header
	Peer() Peer
	Spec() Spec
}

type AnyResponse interface {
	Any() any
	Header() http.Header
	Trailer() http.Header
}

type StreamingClientConn interface {
	CloseRequest() error
	CloseResponse() error
	Peer() Peer
	Receive(any) error
	RequestHeader() http.Header
	ResponseHeader() http.Header
	ResponseTrailer() http.Header
	Send(any) error
	Spec() Spec
}

type StreamingHandlerConn interface {
	Peer() Peer
	Receive(any) error
	RequestHeader() http.Header
	ResponseHeader() http.Header
	ResponseTrailer() http.Header
	Send(any) error
	Spec() Spec
}

type Peer struct{}

func (r *Request[_]) Any() any { return nil }

func (r *Request[_]) HTTPMethod() string { return "" }

func (r *Request[_]) Peer() Peer { return Peer{} }

func (r *Request[_]) Spec() Spec { return Spec{} }

func (r *Response[_]) Any() any { return nil }
