// Package middleware is a stub with the signatures of github.com/go-openapi/runtime/middleware.
package middleware

import (
	"net/http"

	"github.com/go-openapi/runtime"
)

type Responder interface {
	WriteResponse(http.ResponseWriter, runtime.Producer)
}

func Error(code int, data any, headers ...http.Header) Responder { return nil }

func NotImplemented(message string) Responder { return nil }
