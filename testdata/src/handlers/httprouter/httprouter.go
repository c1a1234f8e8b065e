// Package httprouter registers routes with httprouter.
package httprouter

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

func list(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {}
func plain(w http.ResponseWriter, r *http.Request)                      {}
func lost(w http.ResponseWriter, r *http.Request)                       {}

func Unused(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {} // entry: httprouter request 1, response 0, inputs [2]

func auth(next httprouter.Handle) httprouter.Handle { return next }
func log(next http.Handler) http.Handler            { return next }

func New() http.Handler {
	r := httprouter.New()
	r.GET("/things/:id", list)                          // route: GET /things/:id -> list [log]
	r.POST("/things", auth(list))                       // route: POST /things -> list [log, auth]
	r.Handle("PURGE", "/things", list)                  // route: PURGE /things -> list [log]
	r.HandlerFunc(http.MethodGet, "/plain", plain)      // route: GET /plain -> plain [log]
	r.ServeFiles("/static/*filepath", http.Dir("www"))  // route: GET /static/*filepath -> Router.ServeFiles [log]
	r.NotFound = http.HandlerFunc(lost)
	return log(r)
}
