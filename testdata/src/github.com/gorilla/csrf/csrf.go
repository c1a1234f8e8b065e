// Package csrf is a stub with the signatures of github.com/gorilla/csrf.
package csrf

import "net/http"

type Option func(*handler)

type handler struct{}

type SameSiteMode int

const (
	SameSiteDefaultMode SameSiteMode = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

func Protect(authKey []byte, opts ...Option) func(http.Handler) http.Handler { return nil }

func Secure(s bool) Option           { return nil }
func HttpOnly(h bool) Option         { return nil }
func SameSite(s SameSiteMode) Option { return nil }
func Path(p string) Option           { return nil }
func CookieName(name string) Option  { return nil }
