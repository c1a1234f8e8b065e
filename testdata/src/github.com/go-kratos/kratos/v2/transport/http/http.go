// Package http is a stub with the signatures of github.com/go-kratos/kratos/v2/transport/http.
package http

import (
	"io"
	"net/http"
	"net/url"

	"github.com/go-kratos/kratos/v2/middleware"
)

type Context interface {
	Bind(interface{}) error
	BindForm(interface{}) error
	BindQuery(interface{}) error
	BindVars(interface{}) error
	Blob(int, string, []byte) error
	Form() url.Values
	Header() http.Header
	JSON(int, interface{}) error
	Query() url.Values
	Request() *http.Request
	Response() http.ResponseWriter
	Result(int, interface{}) error
	Returns(interface{}, error) error
	Stream(int, string, io.Reader) error
	String(int, string) error
	Vars() url.Values
	XML(int, interface{}) error
}

type EncodeErrorFunc func(http.ResponseWriter, *http.Request, error)

type FilterFunc func(http.Handler) http.Handler

type HandlerFunc func(Context) error

type Router struct{}

func (r *Router) CONNECT(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) DELETE(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) GET(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) Group(prefix string, filters ...FilterFunc) *Router { return nil }

func (r *Router) HEAD(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) Handle(method string, relativePath string, h HandlerFunc, filters ...FilterFunc) {}

func (r *Router) OPTIONS(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) PATCH(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) POST(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) PUT(path string, h HandlerFunc, m ...FilterFunc) {}

func (r *Router) TRACE(path string, h HandlerFunc, m ...FilterFunc) {}

type Server struct{}

func (s *Server) Handle(path string, h http.Handler) {}

func (s *Server) HandleFunc(path string, h http.HandlerFunc) {}

func (s *Server) HandlePrefix(prefix string, h http.Handler) {}

func (s *Server) Route(prefix string, filters ...FilterFunc) *Router { return nil }

func (s *Server) Use(selector string, m ...middleware.Middleware) {}

type ServerOption func(*Server)

func DefaultErrorEncoder(w http.ResponseWriter, r *http.Request, err error) {}

func ErrorEncoder(en EncodeErrorFunc) ServerOption { return nil }

func NewServer(opts ...ServerOption) *Server { return nil }
