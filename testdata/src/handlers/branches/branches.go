// Package branches registers routes on one router or another.
package branches

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

func list(c *gin.Context) {}
func auth(c *gin.Context) {}
func log(c *gin.Context)  {}

func show(w http.ResponseWriter, r *http.Request) {}

func admin(next http.Handler) http.Handler { return next }

// The routes stand below either prefix.
func New(old bool) *gin.Engine {
	r := gin.New()
	r.Use(log)
	v1, v2 := r.Group("/v1", auth), r.Group("/v2")
	g := v2
	if old {
		g = v1
	}
	// route: GET /v1/things -> list [log, auth]
	// route: GET /v2/things -> list [log]
	g.GET("/things", list)
	sub := g.Group("/sub")
	// route: GET /v1/sub/x -> list [log, auth]
	// route: GET /v2/sub/x -> list [log]
	sub.GET("/x", list)
	g.Use(log)
	// route: GET /v1/late -> list [log, auth, log]
	// route: GET /v2/late -> list [log, log]
	g.GET("/late", list)
	return r
}

// One router with or without middleware is one route.
func Chi(strict bool) http.Handler {
	r := chi.NewRouter()
	var in chi.Router = r
	if strict {
		in = r.With(admin)
	}
	in.Get("/things", show) // route: GET /things -> show [admin?]
	return r
}

// Groups of a loop hang in each other.
func loop(wares []func(http.Handler) http.Handler) {
	var r chi.Router = chi.NewRouter()
	for _, m := range wares {
		r = r.With(m)
	}
	r.Get("/looped", show) // route: GET /looped -> show [{?}?]
}

// A mux is mounted, whichever it is.
func mounted(debug bool) {
	a, b := http.NewServeMux(), http.NewServeMux()
	a.HandleFunc("/a", show) // route: ANY /p/a -> show []
	b.HandleFunc("/b", show) // route: ANY /p/b -> show []
	h := a
	if debug {
		h = b
	}
	http.Handle("/p/", http.StripPrefix("/p", h))
}

var settings struct{ base, other string }

// Where the prefix may be left out, it is.
func based(custom bool) {
	base := "/"
	if custom {
		base = settings.base
	}
	r := chi.NewRouter()
	r.Get(base+"based", show) // route: GET /based -> show []
	path := "/plain"
	if settings.other != "" {
		path = settings.other + path
	}
	r.Get(path, show) // route: GET /plain -> show []
}
