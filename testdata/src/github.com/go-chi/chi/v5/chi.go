// Package chi is a stub with the signatures of github.com/go-chi/chi/v5.
package chi

import (
	"context"
	"net/http"
)

type Context struct {
	URLParams RouteParams
}

type Middlewares []func(http.Handler) http.Handler

type Mux struct{}

type Router interface {
	http.Handler
	Routes
	Connect(pattern string, h http.HandlerFunc)
	Delete(pattern string, h http.HandlerFunc)
	Get(pattern string, h http.HandlerFunc)
	Group(fn func(r Router)) Router
	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h http.HandlerFunc)
	Head(pattern string, h http.HandlerFunc)
	Method(method string, pattern string, h http.Handler)
	MethodFunc(method string, pattern string, h http.HandlerFunc)
	MethodNotAllowed(h http.HandlerFunc)
	Mount(pattern string, h http.Handler)
	NotFound(h http.HandlerFunc)
	Options(pattern string, h http.HandlerFunc)
	Patch(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
	Put(pattern string, h http.HandlerFunc)
	Query(pattern string, h http.HandlerFunc)
	Route(pattern string, fn func(r Router)) Router
	Trace(pattern string, h http.HandlerFunc)
	Use(middlewares ...func(http.Handler) http.Handler)
	With(middlewares ...func(http.Handler) http.Handler) Router
}

func (x *Context) URLParam(key string) string { return "" }

func (mws Middlewares) Handler(h http.Handler) http.Handler { return nil }

func (mws Middlewares) HandlerFunc(h http.HandlerFunc) http.Handler { return nil }

func (mx *Mux) Connect(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Delete(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Get(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Group(fn func(r Router)) Router { return nil }

func (mx *Mux) Handle(pattern string, handler http.Handler) {}

func (mx *Mux) HandleFunc(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Head(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Method(method string, pattern string, handler http.Handler) {}

func (mx *Mux) MethodFunc(method string, pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) MethodNotAllowed(handlerFn http.HandlerFunc) {}

func (mx *Mux) Mount(pattern string, handler http.Handler) {}

func (mx *Mux) NotFound(handlerFn http.HandlerFunc) {}

func (mx *Mux) Options(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Patch(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Post(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Put(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Route(pattern string, fn func(r Router)) Router { return nil }

func (mx *Mux) Trace(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Use(middlewares ...func(http.Handler) http.Handler) {}

func (mx *Mux) With(middlewares ...func(http.Handler) http.Handler) Router { return nil }

func URLParam(r *http.Request, key string) string { return "" }

func URLParamFromCtx(ctx context.Context, key string) string { return "" }

type RouteParams struct{}

type Routes interface {
	Find(rctx *Context, method string, path string) string
	Match(rctx *Context, method string, path string) bool
	Middlewares() Middlewares
	Routes() []Route
}

type Route struct{}
