// Package huma is a stub with the signatures of github.com/danielgtaylor/huma/v2.
package huma

import (
	"context"
	"crypto/tls"
	"io"
	"mime/multipart"
	"net/url"
	"time"
)

type Context interface {
	Method() string
	Host() string
	Header(name string) string
	Query(name string) string
	Param(name string) string
	SetStatus(code int)
	SetHeader(name, value string)
	AppendHeader(name, value string)

	BodyReader() io.Reader
	BodyWriter() io.Writer
	Context() context.Context
	EachHeader(cb func(name string, value string))
	GetMultipartForm() (*multipart.Form, error)
	Operation() *Operation
	RemoteAddr() string
	SetReadDeadline(time.Time) error
	Status() int
	TLS() *tls.ConnectionState
	URL() url.URL
	Version() ProtoVersion
}

type API interface {
	UseMiddleware(middlewares ...func(ctx Context, next func(Context)))

	Adapter() Adapter
	Marshal(w io.Writer, contentType string, v any) error
	Middlewares() Middlewares
	Negotiate(accept string) (string, error)
	OpenAPI() *OpenAPI
	Transform(ctx Context, status string, v any) (any, error)
	Unmarshal(contentType string, data []byte, v any) error
}
