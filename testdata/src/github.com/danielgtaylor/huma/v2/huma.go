// Package huma is a stub with the signatures of github.com/danielgtaylor/huma/v2.
package huma

type Context interface {
	Method() string
	Host() string
	Header(name string) string
	Query(name string) string
	Param(name string) string
	SetStatus(code int)
	SetHeader(name, value string)
	AppendHeader(name, value string)
}

type API interface {
	UseMiddleware(middlewares ...func(ctx Context, next func(Context)))
}
