// Package goa is a stub with the signatures of goa.design/goa/v3/pkg.
package goa

type ServiceError struct{}

func (e *ServiceError) Error() string { return "" }

func DecodePayloadError(msg string) error { return nil }

func Fault(format string, v ...any) *ServiceError { return nil }

func InvalidEnumValueError(name string, val any, allowed []any) error { return nil }

func InvalidFieldTypeError(name string, val any, expected string) error { return nil }

func InvalidLengthError(name string, target any, ln int, value int, min bool) error { return nil }

func InvalidPatternError(name string, target string, pattern string) error { return nil }

func InvalidRangeError(name string, target any, value any, min bool) error { return nil }

func MissingFieldError(name string, context string) error { return nil }

func MissingPayloadError() error { return nil }

func NewServiceError(err error, name string, timeout bool, temporary bool, fault bool) *ServiceError {
	return nil
}

func PermanentError(name string, format string, v ...any) *ServiceError { return nil }

func PermanentTimeoutError(name string, format string, v ...any) *ServiceError { return nil }

func TemporaryError(name string, format string, v ...any) *ServiceError { return nil }

func TemporaryTimeoutError(name string, format string, v ...any) *ServiceError { return nil }
