// Package branches sets flags on some paths only.
package branches

import (
	"net/http"
	"os"
)

type server struct {
	isTLSEnabled bool
	config       struct{ HTTPS bool }
}

func remembered(w http.ResponseWriter, id string, remember bool) {
	c := &http.Cookie{Name: "session_id", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
	if remember {
		c.MaxAge = 86400
		c.HttpOnly = true
	}
	http.SetCookie(w, c) // want `session cookie "session_id" is written without HttpOnly on some paths`
}

func either(w http.ResponseWriter, id string, admin bool) {
	var c *http.Cookie
	if admin {
		c = &http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode}
	} else {
		c = &http.Cookie{Name: "session_id", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
	}
	http.SetCookie(w, c) // want `without HttpOnly on some paths`
}

func bothWays(w http.ResponseWriter, id string, admin bool) {
	c := &http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true}
	if admin {
		c.SameSite = http.SameSiteStrictMode
	} else {
		c.SameSite = http.SameSiteLaxMode
	}
	http.SetCookie(w, c)
}

func overwritten(w http.ResponseWriter, id string, remember bool) {
	c := &http.Cookie{Name: "session_id", Value: id}
	if remember {
		c.HttpOnly = false
	}
	c.HttpOnly, c.Secure, c.SameSite = true, true, http.SameSiteLaxMode
	http.SetCookie(w, c)
}

// Branches on how the server is run are decisions, as the flag's value would be.
func (s *server) onTLS(w http.ResponseWriter, r *http.Request, id string) {
	c := &http.Cookie{Name: "session_id", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if s.isTLSEnabled {
		c.Secure = true
	}
	http.SetCookie(w, c)

	d := &http.Cookie{Name: "session_id", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if r.TLS != nil {
		d.Secure = true
	}
	http.SetCookie(w, d)

	e := &http.Cookie{Name: "session_id", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if os.Getenv("APP_ENV") == "production" {
		e.Secure = true
	}
	http.SetCookie(w, e)

	f := &http.Cookie{Name: "session_id", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if s.config.HTTPS {
		f.Secure = true
	}
	http.SetCookie(w, f)
}

func computed(w http.ResponseWriter, id string, embedded bool) {
	mode := http.SameSiteDefaultMode
	if embedded {
		mode = http.SameSiteNoneMode
	}
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true, SameSite: mode})
}
