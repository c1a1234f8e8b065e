// Package alice builds chains with alice.
package alice

import (
	"net/http"

	"github.com/justinas/alice"
)

func list(w http.ResponseWriter, r *http.Request) {}

func log(next http.Handler) http.Handler   { return next }
func auth(next http.Handler) http.Handler  { return next }
func admin(next http.Handler) http.Handler { return next }

func New() http.Handler {
	mux := http.NewServeMux()
	standard := alice.New(log)
	dynamic := standard.Append(auth)
	mux.Handle("GET /static", standard.ThenFunc(list))                                  // route: GET /static -> list [outer, log]
	mux.Handle("GET /things", dynamic.ThenFunc(list))                                   // route: GET /things -> list [outer, log, auth]
	mux.Handle("GET /admin", dynamic.Extend(alice.New(admin)).Then(http.HandlerFunc(list))) // route: GET /admin -> list [outer, log, auth, admin]
	return alice.New(outer).Then(mux)
}

func outer(next http.Handler) http.Handler { return next }
