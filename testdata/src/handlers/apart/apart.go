// Package apart mounts what other packages register.
package apart

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"handlers/users"
)

func auth(next http.Handler) http.Handler { return next }

type registrar interface{ Register(r chi.Router) }

func New() (http.Handler, error) {
	r := chi.NewRouter()
	r.Route("/v1", func(r chi.Router) {
		r.Use(auth)
		// route: GET /v1/users -> users.list [auth, users.own]
		// route: GET /v1/users/literal -> func [auth, users.own]
		users.Register(r)
		r.Get("/show", users.Show) // route: GET /v1/show -> users.Show [auth, users.own]
	})
	things, err := new(users.Service).Routes() // route: GET /things/{id} -> users.Service.show []
	if err != nil {
		return nil, err
	}
	r.Mount("/things", things)
	return r, nil
}
