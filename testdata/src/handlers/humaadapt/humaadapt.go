// Package humaadapt puts huma's API on routers of other libraries.
package humaadapt

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

type input struct{}

type output struct{}

func get(ctx context.Context, in *input) (*output, error) { return nil, nil }

func log(next http.Handler) http.Handler { return next }

func auth(next echo.HandlerFunc) echo.HandlerFunc { return next }

func onChi() http.Handler {
	r := chi.NewRouter()
	r.Use(log)
	r.Route("/v1", func(r chi.Router) {
		huma.Get(humachi.New(r, huma.Config{}), "/things", get) // route: GET /v1/things -> get [log]
	})
	return r
}

func onEcho() {
	e := echo.New()
	g := e.Group("/api", auth)
	api := humaecho.NewWithGroup(e, g, huma.Config{})
	huma.Put(api, "/things/{id}", get) // route: PUT /api/things/{id} -> get [auth]
}

func onMux() {
	api := humago.NewWithPrefix(http.NewServeMux(), "/v2", huma.Config{})
	huma.Delete(api, "/things/{id}", get) // route: DELETE /v2/things/{id} -> get []
}
