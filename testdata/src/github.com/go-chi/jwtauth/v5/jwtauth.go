// Package jwtauth is a stub with the signatures of github.com/go-chi/jwtauth/v5.
package jwtauth

import (
	"context"
	"net/http"

	"github.com/lestrrat-go/jwx/v2/jwt"
)

func Authenticator(ja *JWTAuth) func(http.Handler) http.Handler { return nil }

func FromContext(ctx context.Context) (jwt.Token, map[string]any, error) {
	return nil, nil, nil
}

func TokenFromCookie(r *http.Request) string { return "" }

func TokenFromHeader(r *http.Request) string { return "" }

func TokenFromQuery(r *http.Request) string { return "" }

func VerifyRequest(ja *JWTAuth, r *http.Request, findTokenFns ...func(r *http.Request) string) (jwt.Token, error) {
	return nil, nil
}

func VerifyToken(ja *JWTAuth, tokenString string) (jwt.Token, error) { return nil, nil }

type JWTAuth struct{}
