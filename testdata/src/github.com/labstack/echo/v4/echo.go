// Package echo is a stub with the signatures of github.com/labstack/echo/v4.
package echo

import "net/http"

const (
	HeaderOrigin                        = "Origin"
	HeaderSetCookie                     = "Set-Cookie"
	HeaderAccessControlAllowOrigin      = "Access-Control-Allow-Origin"
	HeaderAccessControlAllowCredentials = "Access-Control-Allow-Credentials"
)

type (
	HandlerFunc    func(c Context) error
	MiddlewareFunc func(next HandlerFunc) HandlerFunc
)

type Context interface {
	Request() *http.Request
	Response() *Response
	IsTLS() bool
	Scheme() string
	Param(name string) string
	QueryParam(name string) string
	FormValue(name string) string
	Cookie(name string) (*http.Cookie, error)
	SetCookie(cookie *http.Cookie)
	Get(key string) any
	Set(key string, val any)
	Bind(i any) error
	JSON(code int, i any) error
	String(code int, s string) error
	NoContent(code int) error
	Redirect(code int, url string) error
}

type Response struct {
	Writer http.ResponseWriter
	Status int
}

func (r *Response) Header() http.Header         { return nil }
func (r *Response) WriteHeader(code int)        {}
func (r *Response) Write(b []byte) (int, error) { return 0, nil }

type Echo struct {
	Debug bool
}

func New() *Echo { return nil }

func (e *Echo) Use(middleware ...MiddlewareFunc)                        {}
func (e *Echo) Pre(middleware ...MiddlewareFunc)                        {}
func (e *Echo) Group(prefix string, m ...MiddlewareFunc) *Group         { return nil }
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc)     {}
func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc)    {}
func (e *Echo) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) {}
func (e *Echo) Start(address string) error                              { return nil }

type Group struct{}

func (g *Group) Use(middleware ...MiddlewareFunc)                     {}
func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc)  {}
func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) {}
