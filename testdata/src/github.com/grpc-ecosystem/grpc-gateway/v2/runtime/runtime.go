// Package runtime is a stub with the signatures of github.com/grpc-ecosystem/grpc-gateway/v2/runtime.
package runtime

import (
	"context"
	"net/http"
)

type HandlerFunc func(w http.ResponseWriter, r *http.Request, pathParams map[string]string)

type Marshaler interface{}

type ServeMux struct{}

func (s *ServeMux) HandlePath(meth string, pathPattern string, h HandlerFunc) error { return nil }

func DefaultHTTPErrorHandler(ctx context.Context, mux *ServeMux, marshaler Marshaler, w http.ResponseWriter, r *http.Request, err error) {
}
