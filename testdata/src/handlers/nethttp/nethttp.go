// Package nethttp registers routes with the standard library.
package nethttp

import (
	"fmt"
	"net/http"
	"path"
)

const base = "/v1"

type server struct {
	mux    *http.ServeMux
	prefix string
}

func (s *server) list(w http.ResponseWriter, r *http.Request)   {}
func (s *server) create(w http.ResponseWriter, r *http.Request) {}

func getOrg(w http.ResponseWriter, r *http.Request)  {}
func health(w http.ResponseWriter, r *http.Request)  {}
func version(w http.ResponseWriter, r *http.Request) {}

// It is not registered anywhere.
func Forgotten(w http.ResponseWriter, r *http.Request) {} // entry: net/http request 1, response 0

func auth(next http.Handler) http.Handler { return next }
func log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

type page struct{ name string }

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// adapt turns the project's own kind of handler into the library's.
func adapt(h func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { _ = h(w, r) }
}

func failing(w http.ResponseWriter, r *http.Request) error { return nil }

func greet(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, name) }
}

func New() http.Handler {
	s := &server{mux: http.NewServeMux(), prefix: "/things"}
	s.mux.HandleFunc("GET "+base+"/orgs/{id}", getOrg)                            // route: GET /v1/orgs/{id} -> getOrg [log, auth]
	s.mux.HandleFunc("/health", health)                                           // route: ANY /health -> health [log, auth]
	s.mux.Handle("GET example.com/version", http.HandlerFunc(version))            // route: GET example.com/version -> version [log, auth]
	s.mux.Handle("POST /private", log(auth(http.HandlerFunc(getOrg))))            // route: POST /private -> getOrg [log, auth, log, auth]
	s.mux.Handle("/page", page{"x"})                                              // route: ANY /page -> page.ServeHTTP [log, auth]
	s.mux.Handle("/pointer", &page{"x"})                                          // route: ANY /pointer -> page.ServeHTTP [log, auth]
	s.mux.HandleFunc("/failing", adapt(failing))                                  // route: ANY /failing -> failing [log, auth, adapt]
	s.mux.HandleFunc("/hello", greet("you"))                                      // route: ANY /hello -> greet() [log, auth]
	s.mux.HandleFunc("/literal", func(w http.ResponseWriter, r *http.Request) {}) // route: ANY /literal -> func [log, auth]
	s.routes()
	return log(auth(s.mux))
}

func (s *server) routes() {
	s.get("/list", s.list)
	s.mux.HandleFunc(fmt.Sprintf("POST %s/%s", s.prefix, "create"), s.create) // route: POST /things/create -> server.create [log, auth]
	s.mux.HandleFunc("PUT "+path.Join(base, "a", "/b"), s.create)             // route: PUT /v1/a/b -> server.create [log, auth]
}

func (s *server) get(path string, h http.HandlerFunc) {
	s.mux.Handle("GET "+s.prefix+path, auth(h)) // route: GET /things/list -> server.list [log, auth, auth]
}

func mounted() {
	api := http.NewServeMux()
	api.HandleFunc("GET /inner", getOrg) // route: GET /api/inner -> getOrg [auth]
	whole := http.NewServeMux()
	whole.HandleFunc("GET /whole/inner", getOrg) // route: GET /whole/inner -> getOrg []
	mux := http.NewServeMux()
	mux.Handle("/api/", auth(http.StripPrefix("/api", api)))
	mux.Handle("/whole/", whole)
	srv := http.Server{Handler: mux}
	_ = srv.ListenAndServe()
}

func standard(dynamic string) {
	http.HandleFunc("/default", health)                    // route: ANY /default -> health [log]
	http.HandleFunc("GET /"+dynamic, health)               // route: GET /{?} -> health [log]
	http.Handle("/files/", http.FileServer(http.Dir("."))) // route: ANY /files/ -> http.FileServer() [log]
	_ = http.ListenAndServe(":80", log(http.DefaultServeMux))
}

// registrar is what the project asks of a router.
type registrar interface {
	HandleFunc(pattern string, h func(http.ResponseWriter, *http.Request))
}

func viaInterface(r registrar) {
	r.HandleFunc("GET /interface", health) // route: GET /interface -> health []
}

func useInterface() {
	mux := http.NewServeMux()
	viaInterface(mux)
}
