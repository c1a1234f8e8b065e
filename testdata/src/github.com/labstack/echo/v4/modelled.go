package echo

import (
	"io"
	"net/http"

	"github.com/labstack/gommon/log"
)

type BindingError struct {
	*HTTPError
}

type DefaultBinder struct{}

type HTTPError struct {
	Code     int
	Message  any
	Internal error
}

func (he *HTTPError) SetInternal(err error) *HTTPError { return nil }

type ValueBinder struct{}

func (be *BindingError) Error() string { return "" }

func (b *DefaultBinder) Bind(i any, c Context) (err error) { return nil }

func (b *DefaultBinder) BindBody(c Context, i any) (err error) { return nil }

func (b *DefaultBinder) BindHeaders(c Context, i any) error { return nil }

func (b *DefaultBinder) BindPathParams(c Context, i any) error { return nil }

func (b *DefaultBinder) BindQueryParams(c Context, i any) error { return nil }

func (e *Echo) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) *Route {
	return nil
}

func (e *Echo) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (e *Echo) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) Host(name string, m ...MiddlewareFunc) (g *Group) { return nil }

func (e *Echo) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (e *Echo) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) RouteNotFound(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func FormFieldBinder(c Context) *ValueBinder { return nil }

func (g *Group) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) *Route {
	return nil
}

func (g *Group) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (g *Group) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Group(prefix string, middleware ...MiddlewareFunc) (sg *Group) { return nil }

func (g *Group) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) []*Route {
	return nil
}

func (g *Group) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) RouteNotFound(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (g *Group) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

func (he *HTTPError) Error() string { return "" }

func NewHTTPError(code int, message ...any) *HTTPError { return nil }

func PathParamsBinder(c Context) *ValueBinder { return nil }

func QueryParamsBinder(c Context) *ValueBinder { return nil }

func (b *ValueBinder) BindError() error { return nil }

func WrapHandler(h http.Handler) HandlerFunc { return nil }

func WrapMiddleware(m func(http.Handler) http.Handler) MiddlewareFunc { return nil }

type HTTPErrorHandler func(err error, c Context)

type Logger interface {
	Debug(i ...any)
	Debugf(format string, args ...any)
	Debugj(j log.JSON)
	Error(i ...any)
	Errorf(format string, args ...any)
	Errorj(j log.JSON)
	Fatal(i ...any)
	Fatalf(format string, args ...any)
	Fatalj(j log.JSON)
	Info(i ...any)
	Infof(format string, args ...any)
	Infoj(j log.JSON)
	Level() log.Lvl
	Output() io.Writer
	Panic(i ...any)
	Panicf(format string, args ...any)
	Panicj(j log.JSON)
	Prefix() string
	Print(i ...any)
	Printf(format string, args ...any)
	Printj(j log.JSON)
	SetHeader(h string)
	SetLevel(v log.Lvl)
	SetOutput(w io.Writer)
	SetPrefix(p string)
	Warn(i ...any)
	Warnf(format string, args ...any)
	Warnj(j log.JSON)
}

type Route struct{}

func (e *Echo) DefaultHTTPErrorHandler(err error, c Context) {}
