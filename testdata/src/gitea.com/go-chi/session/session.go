// Package session is a stub with the signatures of gitea.com/go-chi/session.
package session

import "net/http"

type Options struct {
	Provider       string
	CookieName     string
	CookiePath     string
	Secure         bool
	CookieLifeTime int
	SameSite       http.SameSite
	Domain         string
}

func Sessioner(options ...Options) (func(next http.Handler) http.Handler, error) { return nil, nil }
