// Package roles writes cookies for different ends.
package roles

import (
	"net/http"
	"net/url"
)

const sessionName = "psession"

func Named(w http.ResponseWriter, v string) {
	http.SetCookie(w, &http.Cookie{Name: sessionName, Value: v})   // want `session cookie "psession" is written without Secure` `without HttpOnly` `without SameSite`
	http.SetCookie(w, &http.Cookie{Name: "connect.sid", Value: v}) // want `session cookie "connect.sid" is written without Secure` `without HttpOnly` `without SameSite`
	http.SetCookie(w, &http.Cookie{Name: "XSRF-TOKEN", Value: v})  // want `CSRF cookie "XSRF-TOKEN" is written without Secure`
	http.SetCookie(w, &http.Cookie{Name: "csrf_token", Value: v, Secure: true})
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: v}) // want `cookie "theme" is written without Secure` `without SameSite`
	http.SetCookie(w, &http.Cookie{Name: "ui-lang", Value: v, Secure: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "darkMode", Value: v, Secure: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "basket", Value: v}) // want `cookie "basket" is written without Secure` `without HttpOnly` `without SameSite`
}

type settings struct {
	AuthCookieName string
	LocaleCookie   string
	Other          string
}

func (s *settings) Known(w http.ResponseWriter, v string) {
	http.SetCookie(w, &http.Cookie{Name: s.AuthCookieName, Value: v, Secure: true}) // want `a session cookie is written without HttpOnly` `a session cookie is written without SameSite`
	http.SetCookie(w, &http.Cookie{Name: s.LocaleCookie, Value: v, Secure: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: s.Other, Value: v, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

func valued(w http.ResponseWriter, sessionID, page string) {
	http.SetCookie(w, &http.Cookie{Name: "id", Value: sessionID, Secure: true, SameSite: http.SameSiteLaxMode}) // want `session cookie "id" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "id", Value: page, Secure: true, SameSite: http.SameSiteLaxMode})      // want `^cookie "id" is written without HttpOnly`
}

// What writes a cookie says what it is for only when its name does not stand here.
func loginUser(w http.ResponseWriter, name, id string) {
	http.SetCookie(w, &http.Cookie{Name: "user", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}) // want `^cookie "user" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: name, Value: id, Secure: true, SameSite: http.SameSiteLaxMode})   // want `a session cookie is written without HttpOnly`
}

type sess struct{ lang, token string }

func (s *sess) Get(key string) string { return s.lang }

func fromSession(w http.ResponseWriter, session *sess) {
	http.SetCookie(w, &http.Cookie{Name: "x", Value: session.Get("lang"), Secure: true, SameSite: http.SameSiteLaxMode})            // want `^cookie "x" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "x", Value: session.token, Secure: true, SameSite: http.SameSiteLaxMode})                  // want `session cookie "x" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "x", Value: url.QueryEscape(session.token), Secure: true, SameSite: http.SameSiteLaxMode}) // want `session cookie "x" is written without HttpOnly`
}

// A value that stands in the source is no secret.
func loginStatus(w http.ResponseWriter, v string) {
	http.SetCookie(w, &http.Cookie{Name: "login_status", Value: "true"})                                         // want `cookie "login_status" is written without Secure` `without SameSite`
	http.SetCookie(w, &http.Cookie{Name: "redirect_to", Value: v, Secure: true, SameSite: http.SameSiteLaxMode}) // a place, not a credential
	http.SetCookie(w, &http.Cookie{Name: "state", Value: v, Secure: true, SameSite: http.SameSiteLaxMode})       // want `session cookie "state" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "sidebar_state", Value: v, Secure: true, SameSite: http.SameSiteLaxMode})
}
