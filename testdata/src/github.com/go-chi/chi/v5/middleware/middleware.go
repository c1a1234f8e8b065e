// Package middleware is a stub with the signatures of github.com/go-chi/chi/v5/middleware.
package middleware

import "net/http"

func BasicAuth(realm string, creds map[string]string) func(next http.Handler) http.Handler {
	return nil
}

func PrintPrettyStack(rvr any) {}

func Recoverer(next http.Handler) http.Handler { return nil }
