// Package schemes decides about Secure by the request or by how it is deployed.
package schemes

import (
	"net/http"
	"strings"
)

type app struct {
	baseURL string
	dev     bool
	prod    func() bool
}

func isHTTPS(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	return strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

func (a *app) login(w http.ResponseWriter, r *http.Request, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: isHTTPS(r)})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: !a.dev})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: a.prod()})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(a.baseURL, "https://")})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.URL.Scheme == "https"})
	secure := false
	if isHTTPS(r) {
		secure = true
	}
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure})
}

func never(*http.Request) bool { return false }

func wrong(w http.ResponseWriter, r *http.Request, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: never(r)}) // want `session cookie "sid" is written without Secure`
}
