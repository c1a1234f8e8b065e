// Package httprouter is a stub with the signatures of github.com/julienschmidt/httprouter.
package httprouter

import (
	"context"
	"net/http"
)

type Handle func(http.ResponseWriter, *http.Request, Params)

type Params []Param

type Router struct {
	NotFound         http.Handler
	MethodNotAllowed http.Handler
	PanicHandler     func(http.ResponseWriter, *http.Request, any)
}

func (ps Params) ByName(name string) string { return "" }

func ParamsFromContext(ctx context.Context) Params { return nil }

func (r *Router) DELETE(path string, handle Handle) {}

func (r *Router) GET(path string, handle Handle) {}

func (r *Router) HEAD(path string, handle Handle) {}

func (r *Router) Handle(method string, path string, handle Handle) {}

func (r *Router) Handler(method string, path string, handler http.Handler) {}

func (r *Router) HandlerFunc(method string, path string, handler http.HandlerFunc) {}

func (r *Router) OPTIONS(path string, handle Handle) {}

func (r *Router) PATCH(path string, handle Handle) {}

func (r *Router) POST(path string, handle Handle) {}

func (r *Router) PUT(path string, handle Handle) {}

type Param struct{}

func New() *Router { return nil }

func (r *Router) ServeFiles(path string, root http.FileSystem) {}

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) {}
