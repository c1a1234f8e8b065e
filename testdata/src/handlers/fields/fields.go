// Package fields hands routers to types that keep them.
package fields

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"handlers/fields/api"
)

func list(w http.ResponseWriter, r *http.Request) {}

type handler struct {
	r      chi.Router
	prefix string
}

func (h *handler) routes() { h.r.Get(h.prefix+"/own", list) } // route: GET /v1/a/own -> list []

func newHandler(r chi.Router, prefix string) *handler { return &handler{r, prefix} }

func Run() {
	r := chi.NewRouter()
	r.Route("/v1", func(r chi.Router) {
		newHandler(r, "/a").routes()
		api.New(r).Register()                        // route: GET /v1/things -> api.List []
		api.NewService(api.Options{Router: r}).Routes() // route: POST /v1/orders -> api.List []
		api.Setup(&api.Options{Router: r})              // route: PUT /v1/setup -> api.List []
	})
}
