// Package deletion takes cookies away.
package deletion

import (
	"net/http"
	"time"
)

var epoch = time.Unix(0, 0)

func logout(w http.ResponseWriter, r *http.Request, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", MaxAge: -1})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, MaxAge: -1})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "", Path: "/"})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: time.Unix(0, 0)})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: epoch})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: time.Now().Add(-time.Hour)})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: time.Now().AddDate(0, 0, -1).UTC()})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: "deleted", Expires: time.Now()})

	c := &http.Cookie{Name: "sid", Value: id}
	c.MaxAge = -1
	http.SetCookie(w, c)

	if sent, err := r.Cookie("sid"); err == nil {
		sent.Value = ""
		sent.MaxAge = -1
		http.SetCookie(w, sent)
	}
}

func renewed(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("sid")
	if err != nil {
		return
	}
	c.Expires = time.Now().Add(time.Hour)
	http.SetCookie(w, c) // want `session cookie "sid" is written without Secure` `without HttpOnly` `without SameSite`
}

func renewedWell(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("sid")
	if err != nil {
		return
	}
	c.Expires = time.Now().Add(time.Hour)
	c.Secure, c.HttpOnly, c.SameSite = true, true, http.SameSiteLaxMode
	http.SetCookie(w, c)
}

func lasting(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode, Expires: time.Now().Add(time.Hour)})    // want `without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode, Expires: time.Now().AddDate(0, 1, -1)}) // want `without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode, MaxAge: 0})                             // want `without HttpOnly`
}
