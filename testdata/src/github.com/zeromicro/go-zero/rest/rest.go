// Package rest is a stub with the signatures of github.com/zeromicro/go-zero/rest.
package rest

import (
	"net/http"
)

type Middleware func(next http.HandlerFunc) http.HandlerFunc

type Route struct {
	Method  string
	Path    string
	Handler http.HandlerFunc
}

type RouteOption func(r *featuredRoutes)

type RunOption func(*Server)

type Server struct{}

func (s *Server) AddRoute(r Route, opts ...RouteOption) {}

func (s *Server) Use(middleware Middleware) {}

type SignatureConf struct{}

type featuredRoutes struct{}

func ToMiddleware(handler func(next http.Handler) http.Handler) Middleware { return nil }

func WithJwt(secret string) RouteOption { return nil }

func WithJwtTransition(secret string, prevSecret string) RouteOption { return nil }

func WithNotAllowedHandler(handler http.Handler) RunOption { return nil }

func WithNotFoundHandler(handler http.Handler) RunOption { return nil }

func WithSignature(signature SignatureConf) RouteOption { return nil }

type RestConf struct{}

func MustNewServer(c RestConf) *Server { return nil }
