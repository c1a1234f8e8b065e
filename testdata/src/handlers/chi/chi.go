// Package chi registers routes with chi.
package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func getOrg(w http.ResponseWriter, r *http.Request) {}
func list(w http.ResponseWriter, r *http.Request)   {}
func create(w http.ResponseWriter, r *http.Request) {}
func lost(w http.ResponseWriter, r *http.Request)   {}

func auth(next http.Handler) http.Handler  { return next }
func log(next http.Handler) http.Handler   { return next }
func admin(next http.Handler) http.Handler { return next }

func limit(n int) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return next }
}

type api struct{ strict bool }

func (a *api) get(w http.ResponseWriter, r *http.Request) {}

func New(strict bool) http.Handler {
	a := &api{strict}
	r := chi.NewRouter()
	r.Use(log)
	if strict {
		r.Use(limit(3))
	}
	r.NotFound(lost)
	r.Get("/", list) // route: GET / -> list [log, limit?]
	r.Route("/api", func(r chi.Router) {
		r.Use(auth)
		r.Get("/orgs/{id}", getOrg)                   // route: GET /api/orgs/{id} -> getOrg [log, limit?, auth]
		r.With(admin, limit(1)).Post("/orgs", create) // route: POST /api/orgs -> create [log, limit?, auth, admin, limit]
		r.Group(func(r chi.Router) {
			r.Use(admin)
			r.Method("PATCH", "/orgs/{id}", http.HandlerFunc(create)) // route: PATCH /api/orgs/{id} -> create [log, limit?, auth, admin]
			r.Route("/deep", a.routes)
		})
		r.HandleFunc("/any", list) // route: ANY /api/any -> list [log, limit?, auth]
	})
	r.Mount("/things", things())
	r.Mount("/files", http.FileServer(http.Dir("."))) // route: ANY /files/* -> http.FileServer() [log, limit?]
	return r
}

func (a *api) routes(r chi.Router) {
	r.Get("/", a.get)     // route: GET /api/deep -> api.get [log, limit?, auth, admin]
	r.Get("/{id}", a.get) // route: GET /api/deep/{id} -> api.get [log, limit?, auth, admin]
}

func things() chi.Router {
	r := chi.NewRouter()
	r.Get("/{thing}", list) // route: GET /things/{thing} -> list [log, limit?]
	return r
}

// Register is called by nobody here: what comes before is not known.
func Register(r chi.Router, prefix string) {
	r.Get("/users", list)        // route: GET {?}/users -> list []
	r.Get(prefix+"/teams", list) // route: GET {?}/teams -> list []
}

func versions() {
	r := chi.NewRouter()
	users := chi.NewRouter()
	// route: GET /v1/users -> list [auth]
	// route: GET /v2/users -> list []
	users.Get("/users", list)
	r.With(auth).Mount("/v1", users)
	r.Mount("/v2", users)
}
