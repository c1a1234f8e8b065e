// Package flags writes cookies by net/http with more and fewer flags.
package flags

import (
	"net/http"
	"time"
)

func bare(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id}) // want `session cookie "session_id" is written without Secure, so browsers send it over plain HTTP too: set Secure: true` `session cookie "session_id" is written without HttpOnly, so any script` `session cookie "session_id" is written without SameSite, so whether`
}

func complete(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{
		Name:     "session_id",
		Value:    id,
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	})
}

func explicit(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{ // want `without Secure` `without HttpOnly` `without SameSite`
		Name:     "session_id",
		Value:    id,
		Secure:   false,
		HttpOnly: !true,
		SameSite: http.SameSiteDefaultMode,
	})
}

func negated(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: !false, HttpOnly: !false, SameSite: http.SameSiteStrictMode})
}

const strict = true

func constants(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: strict, HttpOnly: strict, SameSite: http.SameSiteStrictMode})
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, Secure: !strict, HttpOnly: strict, SameSite: http.SameSiteStrictMode}) // want `without Secure`
}

func later(w http.ResponseWriter, id string) {
	c := &http.Cookie{Name: "session_id", Value: id}
	c.Secure = true
	c.HttpOnly = true
	c.SameSite = http.SameSiteLaxMode
	http.SetCookie(w, c)
}

func tooLate(w http.ResponseWriter, id string) {
	c := &http.Cookie{Name: "session_id", Value: id, SameSite: http.SameSiteLaxMode, Secure: true}
	http.SetCookie(w, c) // want `without HttpOnly`
	c.HttpOnly = true
}

func undone(w http.ResponseWriter, id string) {
	c := http.Cookie{Name: "session_id", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	c.HttpOnly = false
	http.SetCookie(w, &c) // want `without HttpOnly`
}

func variable(w http.ResponseWriter, id string) {
	var c http.Cookie
	c.Name = "session_id"
	c.Value = id
	c.HttpOnly = true
	http.SetCookie(w, &c) // want `without Secure` `without SameSite`
}

func fresh(w http.ResponseWriter, id string) {
	c := new(http.Cookie)
	c.Name, c.Value, c.HttpOnly, c.Secure = "session_id", id, true, true
	c.SameSite = http.SameSiteStrictMode
	http.SetCookie(w, c)
}

func copied(w http.ResponseWriter, id string) {
	base := http.Cookie{Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode, Path: "/"}
	c := base
	c.Name, c.Value = "session_id", id
	http.SetCookie(w, &c)
}

func loop(w http.ResponseWriter, ids []string) {
	for _, id := range ids {
		c := &http.Cookie{Name: "session_" + id, Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
		http.SetCookie(w, c) // want `a session cookie is written without HttpOnly`
	}
}

func several(w http.ResponseWriter, access, refresh string) {
	for _, c := range []*http.Cookie{
		{Name: "access_token", Value: access, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode},
		{Name: "refresh_token", Value: refresh, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode, Expires: time.Now().Add(time.Hour)},
	} {
		http.SetCookie(w, c)
	}
}

func closure(w http.ResponseWriter, id string) func() {
	c := &http.Cookie{Name: "session_id", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
	c.HttpOnly = true
	return func() { http.SetCookie(w, c) }
}

// The client's side: a request's cookies have no flags.
func client(req *http.Request, id string) {
	req.AddCookie(&http.Cookie{Name: "session_id", Value: id})
}

func accepted(w http.ResponseWriter, id string) {
	//launchlint:ignore cookieflags the sensor network has neither TLS nor browsers
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id})
}

func acceptedOne(w http.ResponseWriter, id string) {
	//launchlint:ignore cookieflags/secure the sensor network has no TLS
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: id, SameSite: http.SameSiteLaxMode}) // want `without HttpOnly`
}
