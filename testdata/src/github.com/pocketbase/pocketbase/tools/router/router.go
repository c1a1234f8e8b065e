// Package router is a stub with the signatures of github.com/pocketbase/pocketbase/tools/router.
package router

import (
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/hook"
)

type ApiError struct{}

func (e *ApiError) Error() string { return "" }

type Event struct {
	Response http.ResponseWriter
	Request  *http.Request

	hook.Event
}

func (e *Event) BadRequestError(message string, errData any) *ApiError { return nil }

func (e *Event) BindBody(dst any) error { return nil }

func (e *Event) Blob(status int, contentType string, b []byte) error { return nil }

func (e *Event) Error(status int, message string, errData any) *ApiError { return nil }

func (e *Event) FindUploadedFiles(key string) ([]*filesystem.File, error) { return nil, nil }

func (e *Event) ForbiddenError(message string, errData any) *ApiError { return nil }

func (e *Event) Get(key string) any { return nil }

func (e *Event) HTML(status int, data string) error { return nil }

func (e *Event) InternalServerError(message string, errData any) *ApiError { return nil }

func (e *Event) JSON(status int, data any) error { return nil }

func (e *Event) NoContent(status int) error { return nil }

func (e *Event) NotFoundError(message string, errData any) *ApiError { return nil }

func (e *Event) Redirect(status int, url string) error { return nil }

func (e *Event) RemoteIP() string { return "" }

func (e *Event) Set(key string, value any) {}

func (e *Event) Stream(status int, contentType string, reader io.Reader) error { return nil }

func (e *Event) String(status int, data string) error { return nil }

func (e *Event) TooManyRequestsError(message string, errData any) *ApiError { return nil }

func (e *Event) UnauthorizedError(message string, errData any) *ApiError { return nil }

func (e *Event) XML(status int, data any) error { return nil }

type Route[T hook.Resolver] struct{}

func (route *Route[T]) Bind(middlewares ...*hook.Handler[T]) *Route[T] { return nil }

func (route *Route[T]) BindFunc(middlewareFuncs ...func(e T) error) *Route[T] { return nil }

type Router[T hook.Resolver] struct {
	*RouterGroup[T]
}

type RouterGroup[T hook.Resolver] struct{}

func (group *RouterGroup[T]) Any(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) Bind(middlewares ...*hook.Handler[T]) *RouterGroup[T] { return nil }

func (group *RouterGroup[T]) BindFunc(middlewareFuncs ...func(e T) error) *RouterGroup[T] { return nil }

func (group *RouterGroup[T]) DELETE(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) GET(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) Group(prefix string) *RouterGroup[T] { return nil }

func (group *RouterGroup[T]) HEAD(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) OPTIONS(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) PATCH(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) POST(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) PUT(path string, action func(e T) error) *Route[T] { return nil }

func (group *RouterGroup[T]) Route(method string, path string, action func(e T) error) *Route[T] {
	return nil
}

func NewApiError(status int, message string, rawErrData any) *ApiError { return nil }

func NewBadRequestError(message string, rawErrData any) *ApiError { return nil }

func NewForbiddenError(message string, rawErrData any) *ApiError { return nil }

func NewInternalServerError(message string, rawErrData any) *ApiError { return nil }

func NewNotFoundError(message string, rawErrData any) *ApiError { return nil }

func NewTooManyRequestsError(message string, rawErrData any) *ApiError { return nil }

func NewUnauthorizedError(message string, rawErrData any) *ApiError { return nil }
