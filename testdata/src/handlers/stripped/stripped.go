// Package stripped takes prefixes off the path before a router sees it.
package stripped

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

func list(w http.ResponseWriter, r *http.Request) {}

func auth(next http.Handler) http.Handler { return next }

// The inner router sees what the middle one sees, which is not the whole path.
func whole() {
	inner := http.NewServeMux()
	inner.HandleFunc("GET /v1/things", list) // route: GET /api/v1/things -> list [auth]
	middle := http.NewServeMux()
	middle.Handle("/v1/", auth(inner))
	outer := http.NewServeMux()
	outer.Handle("/api/", http.StripPrefix("/api", middle))
}

// What is taken off is a part of the path, not of what is left below the group.
func inGroup() {
	files := http.NewServeMux()
	files.HandleFunc("/{name}", list) // route: ANY /admin/files/{name} -> list []
	r := chi.NewRouter()
	r.Route("/admin", func(r chi.Router) {
		r.Mount("/files", http.StripPrefix("/admin/files", files))
	})
}

func inGin() {
	api := http.NewServeMux()
	api.HandleFunc("/inner/things", list) // route: ANY /v1/inner/things -> list []
	r := gin.New()
	r.Group("/v1").Any("/inner/*rest", gin.WrapH(http.StripPrefix("/v1", api)))
}

func twice() {
	inner := http.NewServeMux()
	inner.HandleFunc("/things", list) // route: ANY /a/b/things -> list []
	middle := http.NewServeMux()
	middle.Handle("/b/", http.StripPrefix("/b", inner))
	outer := http.NewServeMux()
	outer.Handle("/a/", http.StripPrefix("/a", middle))
}
