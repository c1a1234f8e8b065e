// Package httpx is a stub with the signatures of github.com/zeromicro/go-zero/rest/httpx.
package httpx

import (
	"context"
	"io"
	"net/http"
)

func Error(w http.ResponseWriter, err error, fns ...func(w http.ResponseWriter, err error)) {}

func ErrorCtx(ctx context.Context, w http.ResponseWriter, err error, fns ...func(w http.ResponseWriter, err error)) {
}

func GetRemoteAddr(r *http.Request) string { return "" }

func OkJson(w http.ResponseWriter, v any) {}

func OkJsonCtx(ctx context.Context, w http.ResponseWriter, v any) {}

func Parse(r *http.Request, v any) error { return nil }

func ParseForm(r *http.Request, v any) error { return nil }

func ParseHeaders(r *http.Request, v any) error { return nil }

func ParseJsonBody(r *http.Request, v any) error { return nil }

func ParsePath(r *http.Request, v any) error { return nil }

func SetErrorHandler(handler func(error) (int, any)) {}

func SetErrorHandlerCtx(handlerCtx func(context.Context, error) (int, any)) {}

func Stream(ctx context.Context, w http.ResponseWriter, fn func(w io.Writer) bool) {}

func WriteJson(w http.ResponseWriter, code int, v any) {}

func WriteJsonCtx(ctx context.Context, w http.ResponseWriter, code int, v any) {}
