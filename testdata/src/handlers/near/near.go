// Package near has what looks like routing and is none.
package near

import "net/http"

// A Client has methods named like a router's.
type Client struct{}

func (c *Client) Get(path string, into any) error                                    { return nil }
func (c *Client) Handle(path string, h http.Handler)                                 {}
func (c *Client) HandleFunc(path string, h func(http.ResponseWriter, *http.Request)) {}

func New() *http.ServeMux { return nil }

// render is a part of handlers.
func render(w http.ResponseWriter, r *http.Request) {}

func respond(w http.ResponseWriter, r *http.Request, code int) {}

func use(c *Client) {
	_ = c.Get("/users", nil)
	c.Handle("/x", nil)
	render(nil, nil)
	http.Get("http://example.com/")
}

// A function that became a handler is called as one.
func converted(w http.ResponseWriter, r *http.Request, n int) {
	var h http.Handler = http.HandlerFunc(render)
	h.ServeHTTP(w, r)
}

func setUp(w http.ResponseWriter, r *http.Request, n int) {
	mux := http.NewServeMux()
	serve(mux, http.HandlerFunc(render), w, r)
}

func serve(mux *http.ServeMux, h http.Handler, w http.ResponseWriter, r *http.Request) {
	h.ServeHTTP(w, r)
}
