// Package handlers is a stub with the signatures of github.com/gorilla/handlers v1.5.
package handlers

import "net/http"

type (
	CORSOption      func() error
	OriginValidator func(string) bool
)

func CORS(opts ...CORSOption) func(http.Handler) http.Handler { return nil }
func AllowedHeaders(headers []string) CORSOption              { return nil }
func AllowedMethods(methods []string) CORSOption              { return nil }
func AllowedOrigins(origins []string) CORSOption              { return nil }
func AllowedOriginValidator(fn OriginValidator) CORSOption    { return nil }
func ExposedHeaders(headers []string) CORSOption              { return nil }
func MaxAge(age int) CORSOption                               { return nil }
func AllowCredentials() CORSOption                            { return nil }
