// Package helpers makes and writes cookies through functions of its own.
package helpers

import (
	"net/http"
	"time"
)

// A constructor that leaves nothing out.
func newCookie(name, value string) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

func good(w http.ResponseWriter, id string) {
	http.SetCookie(w, newCookie("sid", id))
	c := newCookie("sid", id)
	c.MaxAge = 3600
	http.SetCookie(w, c)
}

// One that leaves the flags to others.
func bareCookie(name, value string) *http.Cookie {
	c := &http.Cookie{Name: name, Value: value}
	c.Expires = time.Now().Add(time.Hour)
	return c
}

func bad(w http.ResponseWriter, id string) {
	http.SetCookie(w, bareCookie("sid", id)) // want `session cookie "sid" is written without Secure` `without HttpOnly` `without SameSite`
}

func completed(w http.ResponseWriter, id string) {
	c := bareCookie("sid", id)
	c.Secure = true
	c.HttpOnly = true
	c.SameSite = http.SameSiteStrictMode
	http.SetCookie(w, c)
}

func completedBy(w http.ResponseWriter, id string) {
	c := bareCookie("sid", id)
	harden(c)
	http.SetCookie(w, c)
}

func harden(c *http.Cookie) {
	c.Secure = true
	c.HttpOnly = true
	c.SameSite = http.SameSiteStrictMode
}

// A writer that fixes the flags: said once, here.
func set(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Secure: true, SameSite: http.SameSiteLaxMode}) // want `session cookie "sid" is written without HttpOnly`
}

func useSet(w http.ResponseWriter, id string) {
	set(w, "theme", "dark")
	set(w, "sid", id)
}

// A writer whose callers choose.
func choose(w http.ResponseWriter, name, value string, httpOnly bool) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Secure: true, HttpOnly: httpOnly, SameSite: http.SameSiteLaxMode})
}

func useChoose(w http.ResponseWriter, id string) {
	choose(w, "sid", id, true)
	choose(w, "refresh_token", id, false) // want `session cookie "refresh_token" is written without HttpOnly`
	choose(w, "lang", "en", false)
}

// A writer that completes what it is given.
func finish(w http.ResponseWriter, c *http.Cookie) {
	c.Path = "/"
	c.HttpOnly = true
	http.SetCookie(w, c)
}

func useFinish(w http.ResponseWriter, id string) {
	finish(w, &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode})
	finish(w, &http.Cookie{Name: "sid", Value: id, Secure: true}) // want `session cookie "sid" is written without SameSite`
}

// Options in a struct.
type options struct {
	name, value  string
	secure, http bool
}

func write(w http.ResponseWriter, o options) {
	http.SetCookie(w, &http.Cookie{Name: o.name, Value: o.value, Secure: o.secure, HttpOnly: o.http, SameSite: http.SameSiteLaxMode})
}

func useWrite(w http.ResponseWriter, id string) {
	write(w, options{name: "sid", value: id, secure: true, http: true})
	write(w, options{name: "theme", value: "dark", secure: true})
	write(w, options{name: "sid", value: id, secure: true, http: false}) // want `without HttpOnly`
}

// Only ever used to take cookies away.
func clear(w http.ResponseWriter, name string, maxAge int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: "x", MaxAge: maxAge})
}

func useClear(w http.ResponseWriter) { clear(w, "sid", -1) }

// Functional options may set anything.
func with(w http.ResponseWriter, id string, opts ...func(*http.Cookie)) {
	c := &http.Cookie{Name: "sid", Value: id}
	for _, o := range opts {
		o(c)
	}
	http.SetCookie(w, c)
}

type maker interface{ Cookie() *http.Cookie }

func foreign(w http.ResponseWriter, m maker, c *http.Cookie) {
	http.SetCookie(w, m.Cookie())
	http.SetCookie(w, c)
}
