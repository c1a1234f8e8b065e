// Package errors is a stub with the signatures of github.com/go-openapi/errors.
package errors

import "net/http"

type CompositeError struct{}

type ParseError struct{}

type Validation struct{}

func (c *CompositeError) Error() string { return "" }

func New(code int32, message string, args ...any) Error { return nil }

func NotFound(message string, args ...any) Error { return nil }

func (e *ParseError) Error() string { return "" }

func ServeError(rw http.ResponseWriter, r *http.Request, err error) {}

func (e *Validation) Error() string { return "" }

type Error interface {
	error
	Code() int32
}

func (c *CompositeError) Code() int32 { return 0 }

func (e *ParseError) Code() int32 { return 0 }

func (e *Validation) Code() int32 { return 0 }
