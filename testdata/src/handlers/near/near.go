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
