// Package twirp is a stub with the signatures of github.com/twitchtv/twirp.
package twirp

import (
	"context"
	"net/http"
)

func InternalError(msg string) Error { return nil }

func InternalErrorWith(err error) Error { return nil }

func InternalErrorf(msgFmt string, a ...any) Error { return nil }

func InvalidArgumentError(argument string, validationMsg string) Error { return nil }

func NewError(code ErrorCode, msg string) Error { return nil }

func NewErrorf(code ErrorCode, msgFmt string, a ...any) Error { return nil }

func NotFoundError(msg string) Error { return nil }

func WithServerInterceptors(interceptors ...Interceptor) ServerOption { return nil }

func WriteError(resp http.ResponseWriter, err error) error { return nil }

type Error interface {
	Code() ErrorCode
	Error() string
	Meta(key string) string
	MetaMap() map[string]string
	Msg() string
	WithMeta(key string, val string) Error
}

type ErrorCode string

func (code ErrorCode) Error(msg string) Error { return nil }

type Interceptor func(Method) Method

type Method func(ctx context.Context, request interface{}) (interface{}, error)

type ServerOption func(*ServerOptions)

type ServerOptions struct{}
