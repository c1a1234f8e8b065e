package huma

import (
	"context"
	"net/http"
)

type ErrorDetail struct{}

type Group struct {
	API
}

func Delete[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func Error400BadRequest(msg string, errs ...error) StatusError { return nil }

func Error401Unauthorized(msg string, errs ...error) StatusError { return nil }

func Error402PaymentRequired(msg string, errs ...error) StatusError { return nil }

func Error403Forbidden(msg string, errs ...error) StatusError { return nil }

func Error404NotFound(msg string, errs ...error) StatusError { return nil }

func Error405MethodNotAllowed(msg string, errs ...error) StatusError { return nil }

func Error406NotAcceptable(msg string, errs ...error) StatusError { return nil }

func Error407ProxyAuthRequired(msg string, errs ...error) StatusError { return nil }

func Error408RequestTimeout(msg string, errs ...error) StatusError { return nil }

func Error409Conflict(msg string, errs ...error) StatusError { return nil }

func Error410Gone(msg string, errs ...error) StatusError { return nil }

func Error411LengthRequired(msg string, errs ...error) StatusError { return nil }

func Error412PreconditionFailed(msg string, errs ...error) StatusError { return nil }

func Error413RequestEntityTooLarge(msg string, errs ...error) StatusError { return nil }

func Error414RequestURITooLong(msg string, errs ...error) StatusError { return nil }

func Error415UnsupportedMediaType(msg string, errs ...error) StatusError { return nil }

func Error416RequestedRangeNotSatisfiable(msg string, errs ...error) StatusError { return nil }

func Error417ExpectationFailed(msg string, errs ...error) StatusError { return nil }

func Error418Teapot(msg string, errs ...error) StatusError { return nil }

func Error421MisdirectedRequest(msg string, errs ...error) StatusError { return nil }

func Error422UnprocessableEntity(msg string, errs ...error) StatusError { return nil }

func Error423Locked(msg string, errs ...error) StatusError { return nil }

func Error424FailedDependency(msg string, errs ...error) StatusError { return nil }

func Error425TooEarly(msg string, errs ...error) StatusError { return nil }

func Error426UpgradeRequired(msg string, errs ...error) StatusError { return nil }

func Error428PreconditionRequired(msg string, errs ...error) StatusError { return nil }

func Error429TooManyRequests(msg string, errs ...error) StatusError { return nil }

func Error431RequestHeaderFieldsTooLarge(msg string, errs ...error) StatusError { return nil }

func Error451UnavailableForLegalReasons(msg string, errs ...error) StatusError { return nil }

func Error500InternalServerError(msg string, errs ...error) StatusError { return nil }

func Error501NotImplemented(msg string, errs ...error) StatusError { return nil }

func Error502BadGateway(msg string, errs ...error) StatusError { return nil }

func Error503ServiceUnavailable(msg string, errs ...error) StatusError { return nil }

func Error504GatewayTimeout(msg string, errs ...error) StatusError { return nil }

func Error505HTTPVersionNotSupported(msg string, errs ...error) StatusError { return nil }

func Error506VariantAlsoNegotiates(msg string, errs ...error) StatusError { return nil }

func Error507InsufficientStorage(msg string, errs ...error) StatusError { return nil }

func Error508LoopDetected(msg string, errs ...error) StatusError { return nil }

func Error510NotExtended(msg string, errs ...error) StatusError { return nil }

func Error511NetworkAuthenticationRequired(msg string, errs ...error) StatusError { return nil }

func (e *ErrorDetail) Error() string { return "" }

func Get[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func (g *Group) UseMiddleware(middlewares ...func(ctx Context, next func(Context))) {}

func Head[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func NewGroup(api API, prefixes ...string) *Group { return nil }

func Patch[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func Post[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func Put[I any, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation)) {
}

func ReadCookie(ctx Context, name string) (*http.Cookie, error) { return nil, nil }

func Register[I any, O any](api API, op Operation, handler func(context.Context, *I) (*O, error)) {}

func WithContext(ctx Context, override context.Context) Context { return nil }

func WithValue(ctx Context, key any, value any) Context { return nil }

func WriteErr(api API, ctx Context, status int, msg string, errs ...error) error { return nil }

type Adapter interface {
	Handle(op *Operation, handler func(ctx Context))
	ServeHTTP(http.ResponseWriter, *http.Request)
}

type Middlewares []func(ctx Context, next func(Context))

type OpenAPI struct{}

type Operation struct {
	Middlewares Middlewares

	Method string
	Path   string
}

type ProtoVersion struct{}

type StatusError interface {
	Error() string
	GetStatus() int
}

func (g *Group) Adapter() Adapter { return nil }

func (g *Group) Middlewares() Middlewares { return nil }

func (g *Group) Transform(ctx Context, status string, v any) (any, error) { return nil, nil }

var NewError func(status int, msg string, errs ...error) StatusError

var NewErrorWithContext func(_ Context, status int, msg string, errs ...error) StatusError

type Config struct{}
