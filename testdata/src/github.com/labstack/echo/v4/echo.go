// Package echo is a stub with the signatures of github.com/labstack/echo/v4.
package echo

import (
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
)

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

	Attachment(file string, name string) error
	Blob(code int, contentType string, b []byte) error
	Cookies() []*http.Cookie
	Echo() *Echo
	Error(err error)
	File(file string) error
	FormFile(name string) (*multipart.FileHeader, error)
	FormParams() (url.Values, error)
	HTML(code int, html string) error
	HTMLBlob(code int, b []byte) error
	Handler() HandlerFunc
	Inline(file string, name string) error
	IsWebSocket() bool
	JSONBlob(code int, b []byte) error
	JSONP(code int, callback string, i any) error
	JSONPBlob(code int, callback string, b []byte) error
	JSONPretty(code int, i any, indent string) error
	Logger() Logger
	MultipartForm() (*multipart.Form, error)
	ParamNames() []string
	ParamValues() []string
	Path() string
	QueryParams() url.Values
	QueryString() string
	RealIP() string
	Render(code int, name string, data any) error
	Reset(r *http.Request, w http.ResponseWriter)
	SetHandler(h HandlerFunc)
	SetLogger(l Logger)
	SetParamNames(names ...string)
	SetParamValues(values ...string)
	SetPath(p string)
	SetRequest(r *http.Request)
	SetResponse(r *Response)
	Stream(code int, contentType string, r io.Reader) error
	Validate(i any) error
	XML(code int, i any) error
	XMLBlob(code int, b []byte) error
	XMLPretty(code int, i any, indent string) error
}

type Response struct {
	Writer http.ResponseWriter
	Status int
}

func (r *Response) Header() http.Header               { return nil }
func (r *Response) WriteHeader(code int)              {}
func (r *Response) Write(b []byte) (n int, err error) { return 0, nil }

type Echo struct {
	Debug bool

	HTTPErrorHandler HTTPErrorHandler
}

func New() *Echo { return nil }

func (e *Echo) Use(middleware ...MiddlewareFunc)                               {}
func (e *Echo) Pre(middleware ...MiddlewareFunc)                               {}
func (e *Echo) Group(prefix string, m ...MiddlewareFunc) (g *Group)            { return nil }
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route     { return nil }
func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route    { return nil }
func (e *Echo) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (e *Echo) Start(address string) error                                     { return nil }

type Group struct{}

func (g *Group) Use(middleware ...MiddlewareFunc)                            {}
func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route  { return nil }
func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
