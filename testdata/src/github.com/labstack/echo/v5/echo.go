// Package echo is a stub with the signatures of github.com/labstack/echo/v5.
package echo

import "net/http"

const (
	HeaderOrigin                        = "Origin"
	HeaderSetCookie                     = "Set-Cookie"
	HeaderAccessControlAllowOrigin      = "Access-Control-Allow-Origin"
	HeaderAccessControlAllowCredentials = "Access-Control-Allow-Credentials"
)

type (
	HandlerFunc    func(c *Context) error
	MiddlewareFunc func(next HandlerFunc) HandlerFunc
)

type Context struct{}

func (c *Context) Request() *http.Request                   { return nil }
func (c *Context) Response() http.ResponseWriter            { return nil }
func (c *Context) IsTLS() bool                              { return false }
func (c *Context) Scheme() string                           { return "" }
func (c *Context) Param(name string) string                 { return "" }
func (c *Context) QueryParam(name string) string            { return "" }
func (c *Context) FormValue(name string) string             { return "" }
func (c *Context) Cookie(name string) (*http.Cookie, error) { return nil, nil }
func (c *Context) SetCookie(cookie *http.Cookie)            {}
func (c *Context) Get(key string) any                       { return nil }
func (c *Context) Set(key string, val any)                  {}
func (c *Context) Bind(i any) error                         { return nil }
func (c *Context) JSON(code int, i any) (err error)         { return nil }
func (c *Context) String(code int, s string) (err error)    { return nil }
func (c *Context) NoContent(code int) error                 { return nil }
func (c *Context) Redirect(code int, url string) error      { return nil }

type Echo struct {
	HTTPErrorHandler HTTPErrorHandler
}

func New() *Echo { return nil }

func (e *Echo) Use(middleware ...MiddlewareFunc)                              {}
func (e *Echo) Pre(middleware ...MiddlewareFunc)                              {}
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }
func (e *Echo) Start(address string) error                                     { return nil }
