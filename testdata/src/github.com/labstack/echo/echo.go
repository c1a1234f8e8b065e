// Package echo is a stub with the signatures of github.com/labstack/echo.
package echo

import (
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
)

type Context interface {
	Bind(i interface{}) error
	Blob(code int, contentType string, b []byte) error
	Cookie(name string) (*http.Cookie, error)
	Cookies() []*http.Cookie
	Error(err error)
	FormFile(name string) (*multipart.FileHeader, error)
	FormParams() (url.Values, error)
	FormValue(name string) string
	Get(key string) interface{}
	HTML(code int, html string) error
	HTMLBlob(code int, b []byte) error
	JSON(code int, i interface{}) error
	JSONBlob(code int, b []byte) error
	JSONP(code int, callback string, i interface{}) error
	JSONPBlob(code int, callback string, b []byte) error
	JSONPretty(code int, i interface{}, indent string) error
	MultipartForm() (*multipart.Form, error)
	NoContent(code int) error
	Param(name string) string
	ParamValues() []string
	QueryParam(name string) string
	QueryParams() url.Values
	QueryString() string
	RealIP() string
	Redirect(code int, url string) error
	Render(code int, name string, data interface{}) error
	Request() *http.Request
	Response() *Response
	Set(key string, val interface{})
	Stream(code int, contentType string, r io.Reader) error
	String(code int, s string) error
	Validate(i interface{}) error
	XML(code int, i interface{}) error
	XMLBlob(code int, b []byte) error
	XMLPretty(code int, i interface{}, indent string) error
}

type DefaultBinder struct{}

func (b *DefaultBinder) Bind(i interface{}, c Context) (err error) { return nil }

type Echo struct {
	Debug            bool
	HTTPErrorHandler HTTPErrorHandler
}

func (e *Echo) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) *Route {
	return nil
}

func (e *Echo) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (e *Echo) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) File(path string, file string, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) Group(prefix string, m ...MiddlewareFunc) (g *Group) { return nil }

func (e *Echo) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (e *Echo) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) Pre(middleware ...MiddlewareFunc) {}

func (e *Echo) Static(prefix string, root string) *Route { return nil }

func (e *Echo) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) Use(middleware ...MiddlewareFunc) {}

type Group struct{}

func (g *Group) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) *Route {
	return nil
}

func (g *Group) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (g *Group) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) File(path string, file string) {}

func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Group(prefix string, middleware ...MiddlewareFunc) *Group { return nil }

func (g *Group) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (g *Group) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Static(prefix string, root string) {}

func (g *Group) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Use(middleware ...MiddlewareFunc) {}

type HTTPError struct {
	Message interface{}
}

func (he *HTTPError) Error() string { return "" }

type HTTPErrorHandler func(error, Context)

type HandlerFunc func(Context) error

type MiddlewareFunc func(HandlerFunc) HandlerFunc

type Response struct {
	Writer http.ResponseWriter
}

func (r *Response) Header() http.Header { return nil }

func (r *Response) Write(b []byte) (n int, err error) { return 0, nil }

func (r *Response) WriteHeader(code int) {}

type Route struct{}

func NewHTTPError(code int, message ...interface{}) *HTTPError { return nil }

func WrapHandler(h http.Handler) HandlerFunc { return nil }

func WrapMiddleware(m func(http.Handler) http.Handler) MiddlewareFunc { return nil }
