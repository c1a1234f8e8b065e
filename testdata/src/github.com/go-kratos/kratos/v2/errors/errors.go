// Package errors is a stub with the signatures of github.com/go-kratos/kratos/v2/errors.
package errors

type Error struct{}

func (e *Error) Error() string { return "" }

func BadRequest(reason string, message string) *Error { return nil }

func ClientClosed(reason string, message string) *Error { return nil }

func Conflict(reason string, message string) *Error { return nil }

func Errorf(code int, reason string, format string, a ...interface{}) error { return nil }

func Forbidden(reason string, message string) *Error { return nil }

func FromError(err error) *Error { return nil }

func GatewayTimeout(reason string, message string) *Error { return nil }

func InternalServer(reason string, message string) *Error { return nil }

func New(code int, reason string, message string) *Error { return nil }

func Newf(code int, reason string, format string, a ...interface{}) *Error { return nil }

func NotFound(reason string, message string) *Error { return nil }

func ServiceUnavailable(reason string, message string) *Error { return nil }

func Unauthorized(reason string, message string) *Error { return nil }
