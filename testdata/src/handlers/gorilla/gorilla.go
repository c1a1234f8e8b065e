// Package gorilla registers routes with gorilla/mux.
package gorilla

import (
	"net/http"

	"github.com/gorilla/mux"
)

func list(w http.ResponseWriter, r *http.Request)   {}
func create(w http.ResponseWriter, r *http.Request) {}

func auth(next http.Handler) http.Handler { return next }
func log(next http.Handler) http.Handler  { return next }

func New() http.Handler {
	r := mux.NewRouter()
	// route: GET /things -> list [log]
	// route: HEAD /things -> list [log]
	r.HandleFunc("/things", list).Methods("GET", "HEAD")
	r.Handle("/any", http.HandlerFunc(list))                      // route: ANY /any -> list [log]
	r.Path("/built").Methods(http.MethodPost).HandlerFunc(create) // route: POST /built -> create [log]
	api := r.PathPrefix("/api").Subrouter()
	api.Use(auth)
	api.HandleFunc("/orgs/{id}", list).Methods("GET").Name("org")    // route: GET /api/orgs/{id} -> list [log, auth]
	r.PathPrefix("/static/").Handler(http.FileServer(http.Dir("."))) // route: ANY /static/* -> http.FileServer() [log]
	r.Use(log)
	return r
}
