// Package tables registers routes from lists.
package tables

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func a(w http.ResponseWriter, r *http.Request) {}
func b(w http.ResponseWriter, r *http.Request) {}

func auth(next http.Handler) http.Handler { return next }

func wrap(h http.HandlerFunc) http.HandlerFunc { return h }

type route struct {
	method, path string
	handler      http.HandlerFunc
}

var global = []route{
	{"GET", "/g1", a},
	{method: "POST", path: "/g2", handler: wrap(b)},
}

type section struct {
	prefix string
	routes []route
}

func sections() []section {
	return []section{
		{"/one", []route{{"GET", "/a", a}}},
		{"/two", []route{{"GET", "/a", a}, {"PUT", "/b", b}}},
	}
}

func New() http.Handler {
	r := chi.NewRouter()
	for _, rt := range global {
		// route: GET /g1 -> a []
		// route: POST /g2 -> b [wrap]
		r.Method(rt.method, rt.path, rt.handler)
	}
	for _, s := range sections() {
		r.Route(s.prefix, func(r chi.Router) {
			for _, rt := range s.routes {
				// route: GET /one/a -> a [auth]
				// route: GET /two/a -> a [auth]
				// route: PUT /two/b -> b [auth]
				r.With(auth).MethodFunc(rt.method, rt.path, rt.handler)
			}
		})
	}
	for path, h := range map[string]http.HandlerFunc{"/m1": a, "/m2": b} {
		// route: GET /m1 -> a []
		// route: GET /m2 -> b []
		r.Get(path, h)
	}
	for _, p := range []string{"/p1", "/p2"} {
		// route: DELETE /p1 -> a []
		// route: DELETE /p2 -> a []
		r.Delete(p, a)
	}
	fill := []func(chi.Router){first, second}
	for _, f := range fill {
		f(r)
	}
	return r
}

// The list is longer on some paths, and comes by a field.
type config struct{ routes []route }

func some(all bool) []route {
	list := []route{{"GET", "/some", a}}
	if all {
		list = append(list, route{"POST", "/more", b})
	}
	return list
}

func Configured(all bool) {
	c := config{routes: some(all)}
	c.register(chi.NewRouter())
}

func (c config) register(r chi.Router) {
	for _, rt := range c.routes {
		// route: GET /some -> a []
		// route: POST /more -> b []
		r.Method(rt.method, rt.path, rt.handler)
	}
}

func first(r chi.Router)  { r.Get("/first", a) }  // route: GET /first -> a []
func second(r chi.Router) { r.Get("/second", b) } // route: GET /second -> b []

func unknown(r *chi.Mux, list []route) {
	for _, rt := range list {
		r.Method(rt.method, rt.path, rt.handler) // route: {?} {?} -> route.handler{?} []
	}
}
