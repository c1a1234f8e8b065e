// Package users fills routers that other packages make.
package users

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func list(w http.ResponseWriter, r *http.Request) {}

func own(next http.Handler) http.Handler { return next }

// Register is given its router.
func Register(r chi.Router) {
	r.Use(own)
	r.Get("/users", list)                                                // route: GET {?}/users -> list [own]
	r.Get("/users/literal", func(http.ResponseWriter, *http.Request) {}) // route: GET {?}/users/literal -> func [own]
}

// A Service returns its router.
type Service struct{}

func (s *Service) show(w http.ResponseWriter, r *http.Request) {}

// Routes may fail.
func (s *Service) Routes() (http.Handler, error) {
	r := chi.NewRouter()
	r.Get("/{id}", s.show) // route: GET /{id} -> Service.show []
	return r, nil
}

// Show is registered elsewhere.
func Show(w http.ResponseWriter, r *http.Request) {} // entry: net/http request 1, response 0
