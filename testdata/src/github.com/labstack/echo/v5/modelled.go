package echo

import (
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
)

type BindingError struct {
	*HTTPError
}

type Config struct {
	HTTPErrorHandler HTTPErrorHandler
}

type Group struct{}

type HTTPError struct {
	Message string
}

type Response struct{}

type ValueBinder struct{}

func BindBody(c *Context, target any) (err error) { return nil }

func BindHeaders(c *Context, target any) error { return nil }

func BindPathValues(c *Context, target any) error { return nil }

func BindQueryParams(c *Context, target any) error { return nil }

func (be *BindingError) Error() string { return "" }

func (c *Context) Blob(code int, contentType string, b []byte) (err error) { return nil }

func (c *Context) Cookies() []*http.Cookie { return nil }

func (c *Context) FormFile(name string) (*multipart.FileHeader, error) { return nil, nil }

func (c *Context) FormValueOr(name string, defaultValue string) string { return "" }

func (c *Context) FormValues() (url.Values, error) { return nil, nil }

func (c *Context) HTML(code int, html string) (err error) { return nil }

func (c *Context) HTMLBlob(code int, b []byte) (err error) { return nil }

func (c *Context) JSONBlob(code int, b []byte) (err error) { return nil }

func (c *Context) JSONP(code int, callback string, i any) (err error) { return nil }

func (c *Context) JSONPBlob(code int, callback string, b []byte) (err error) { return nil }

func (c *Context) JSONPretty(code int, i any, indent string) (err error) { return nil }

func (c *Context) MultipartForm() (*multipart.Form, error) { return nil, nil }

func (c *Context) ParamOr(name string, defaultValue string) string { return "" }

func (c *Context) PathValues() PathValues { return nil }

func (c *Context) QueryParamOr(name string, defaultValue string) string { return "" }

func (c *Context) QueryParams() url.Values { return nil }

func (c *Context) QueryString() string { return "" }

func (c *Context) RealIP() string { return "" }

func (c *Context) Render(code int, name string, data any) (err error) { return nil }

func (c *Context) Stream(code int, contentType string, r io.Reader) (err error) { return nil }

func (c *Context) Validate(i any) error { return nil }

func (c *Context) ValidateCtx(i any) error { return nil }

func (c *Context) XML(code int, i any) (err error) { return nil }

func (c *Context) XMLBlob(code int, b []byte) (err error) { return nil }

func (c *Context) XMLPretty(code int, i any, indent string) (err error) { return nil }

func ContextGet[T any](c *Context, key string) (T, error) { return *new(T), nil }

func ContextGetOr[T any](c *Context, key string, defaultValue T) (T, error) { return *new(T), nil }

func DefaultHTTPErrorHandler(exposeError bool) HTTPErrorHandler { return nil }

func (e *Echo) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) Group(prefix string, m ...MiddlewareFunc) (g *Group) { return nil }

func (e *Echo) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) Routes {
	return nil
}

func (e *Echo) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (e *Echo) RouteNotFound(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func FormFieldBinder(c *Context) *ValueBinder { return nil }

func FormValue[T any](c *Context, key string, opts ...any) (T, error) { return *new(T), nil }

func FormValueOr[T any](c *Context, key string, defaultValue T, opts ...any) (T, error) {
	return *new(T), nil
}

func FormValues[T any](c *Context, key string, opts ...any) ([]T, error) { return nil, nil }

func FormValuesOr[T any](c *Context, key string, defaultValue []T, opts ...any) ([]T, error) {
	return nil, nil
}

func (g *Group) Add(method string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) Any(path string, handler HandlerFunc, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) CONNECT(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) Group(prefix string, middleware ...MiddlewareFunc) (sg *Group) { return nil }

func (g *Group) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) Match(methods []string, path string, handler HandlerFunc, middleware ...MiddlewareFunc) Routes {
	return nil
}

func (g *Group) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) RouteNotFound(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) TRACE(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo { return RouteInfo{} }

func (g *Group) Use(middleware ...MiddlewareFunc) {}

func (he *HTTPError) Error() string { return "" }

func NewHTTPError(code int, message string) *HTTPError { return nil }

func PathParam[T any](c *Context, paramName string, opts ...any) (T, error) { return *new(T), nil }

func PathParamOr[T any](c *Context, paramName string, defaultValue T, opts ...any) (T, error) {
	return *new(T), nil
}

func PathValuesBinder(c *Context) *ValueBinder { return nil }

func ProblemDetailsHTTPErrorHandler(exposeError bool) HTTPErrorHandler { return nil }

func QueryParam[T any](c *Context, key string, opts ...any) (T, error) { return *new(T), nil }

func QueryParamOr[T any](c *Context, key string, defaultValue T, opts ...any) (T, error) {
	return *new(T), nil
}

func QueryParams[T any](c *Context, key string, opts ...any) ([]T, error) { return nil, nil }

func QueryParamsBinder(c *Context) *ValueBinder { return nil }

func QueryParamsOr[T any](c *Context, key string, defaultValue []T, opts ...any) ([]T, error) {
	return nil, nil
}

func (r *Response) Write(b []byte) (n int, err error) { return 0, nil }

func (r *Response) WriteHeader(code int) {}

func (b *ValueBinder) BindError() error { return nil }

func WrapHandler(h http.Handler) HandlerFunc { return nil }

func WrapMiddleware(m func(http.Handler) http.Handler) MiddlewareFunc { return nil }

type HTTPErrorHandler func(c *Context, err error)

type PathValues []PathValue

type RouteInfo struct{}

type Routes []RouteInfo

type PathValue struct{}
