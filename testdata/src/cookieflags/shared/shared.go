// Package shared has functions that other packages make and write cookies with.
package shared

import "net/http"

// New leaves nothing out.
func New(name, value string) *http.Cookie { // want New:"makes a cookie"
	return &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// Bare leaves the flags to its callers.
func Bare(name, value string) *http.Cookie { // want Bare:"makes a cookie"
	return &http.Cookie{Name: name, Value: value}
}

// Plain is Bare by value, and may fail.
func Plain(name, value string) (http.Cookie, error) { // want Plain:"makes a cookie"
	c := http.Cookie{Name: name, Value: value}
	c.Secure = true
	return c, nil
}

// Set lets its callers choose one flag, through a function of its own.
func Set(w http.ResponseWriter, name, value string, httpOnly bool) { // want Set:"writes cookies"
	set(w, name, value, httpOnly)
}

func set(w http.ResponseWriter, name, value string, httpOnly bool) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Secure: true, HttpOnly: httpOnly, SameSite: http.SameSiteLaxMode})
}

// Write completes what it is given.
func Write(w http.ResponseWriter, c *http.Cookie) { // want Write:"writes cookies"
	c.HttpOnly = true
	c.Path = "/"
	http.SetCookie(w, c)
}

type Options struct{ Secure bool }

type Jar struct{}

func (Jar) Put(w http.ResponseWriter, name, value string, o Options) { // want Put:"writes cookies"
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Secure: o.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// Fixed is wrong for everybody, and said once.
func Fixed(w http.ResponseWriter, sessionID string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: sessionID, Secure: true, SameSite: http.SameSiteLaxMode}) // want `without HttpOnly`
}
