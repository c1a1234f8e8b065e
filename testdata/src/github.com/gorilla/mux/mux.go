// Package mux is a stub with the signatures of github.com/gorilla/mux.
package mux

import "net/http"

type Route struct{}

type Router struct {
	NotFoundHandler         http.Handler
	MethodNotAllowedHandler http.Handler
}

func (r *Route) Handler(handler http.Handler) *Route { return nil }

func (r *Route) HandlerFunc(f func(http.ResponseWriter, *http.Request)) *Route { return nil }

func (r *Route) Headers(pairs ...string) *Route { return nil }

func (r *Route) Host(tpl string) *Route { return nil }

func (r *Route) MatcherFunc(f MatcherFunc) *Route { return nil }

func (r *Route) Methods(methods ...string) *Route { return nil }

func (r *Route) Name(name string) *Route { return nil }

func (r *Route) Path(tpl string) *Route { return nil }

func (r *Route) PathPrefix(tpl string) *Route { return nil }

func (r *Route) Queries(pairs ...string) *Route { return nil }

func (r *Route) Schemes(schemes ...string) *Route { return nil }

func (r *Route) Subrouter() *Router { return nil }

func (r *Router) Handle(path string, handler http.Handler) *Route { return nil }

func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route {
	return nil
}

func (r *Router) Headers(pairs ...string) *Route { return nil }

func (r *Router) Host(tpl string) *Route { return nil }

func (r *Router) MatcherFunc(f MatcherFunc) *Route { return nil }

func (r *Router) Methods(methods ...string) *Route { return nil }

func (r *Router) Name(name string) *Route { return nil }

func (r *Router) NewRoute() *Route { return nil }

func (r *Router) Path(tpl string) *Route { return nil }

func (r *Router) PathPrefix(tpl string) *Route { return nil }

func (r *Router) Queries(pairs ...string) *Route { return nil }

func (r *Router) Schemes(schemes ...string) *Route { return nil }

func (r *Router) Use(mwf ...MiddlewareFunc) {}

func Vars(r *http.Request) map[string]string { return nil }

type MatcherFunc func(*http.Request, *RouteMatch) bool

type MiddlewareFunc func(http.Handler) http.Handler

type RouteMatch struct{}
