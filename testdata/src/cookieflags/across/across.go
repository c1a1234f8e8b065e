// Package across makes and writes cookies with another package's functions.
package across

import (
	"cookieflags/shared"
	"net/http"
)

func made(w http.ResponseWriter, id string) {
	http.SetCookie(w, shared.New("sid", id))
	http.SetCookie(w, shared.Bare("sid", id)) // want `session cookie "sid" is written without Secure` `without HttpOnly` `without SameSite`
	c := shared.Bare("sid", id)
	c.Secure, c.HttpOnly, c.SameSite = true, true, http.SameSiteStrictMode
	http.SetCookie(w, c)
	d := shared.Bare("sid", id)
	d.Secure, d.SameSite = true, http.SameSiteStrictMode
	http.SetCookie(w, d) // want `without HttpOnly`
	e, err := shared.Plain("sid", id)
	if err == nil {
		http.SetCookie(w, &e) // want `without HttpOnly` `without SameSite`
	}
}

func written(w http.ResponseWriter, id string) {
	shared.Set(w, "sid", id, true)
	shared.Set(w, "sid", id, false) // want `session cookie "sid" is written without HttpOnly, .*: ask for it in the arguments`
	shared.Set(w, "theme", id, false)
	shared.Write(w, &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode})
	shared.Write(w, &http.Cookie{Name: "sid", Value: id, Secure: true}) // want `session cookie "sid" is written without SameSite`
	shared.Jar{}.Put(w, "sid", id, shared.Options{})                    // want `session cookie "sid" is written without Secure`
	shared.Jar{}.Put(w, "sid", id, shared.Options{Secure: true})
	shared.Fixed(w, id)
}
