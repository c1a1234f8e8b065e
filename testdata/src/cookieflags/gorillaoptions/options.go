// Package gorillaoptions sets the options of its sessions.
package gorillaoptions

import (
	"net/http"

	"github.com/gorilla/sessions"
	"github.com/rbcervilla/redisstore/v9"
)

var store = sessions.NewCookieStore([]byte("k"))

func good() {
	store.Options = &sessions.Options{Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

func bad() {
	store.Options = &sessions.Options{ // want `a session cookie is written without Secure` `a session cookie is written without SameSite`
		Path:     "/",
		MaxAge:   86400,
		HttpOnly: true,
	}
}

func perSession(w http.ResponseWriter, r *http.Request) error {
	s, err := store.Get(r, "session")
	if err != nil {
		return err
	}
	s.Options = &sessions.Options{Path: "/", Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode} // want `without HttpOnly`
	return s.Save(r, w)
}

func logout(w http.ResponseWriter, r *http.Request) error {
	s, _ := store.Get(r, "session")
	s.Options.MaxAge = -1
	return s.Save(r, w)
}

func redis(s *redisstore.RedisStore, secure bool) {
	s.Options(sessions.Options{Path: "/", Secure: secure, HttpOnly: true}) // want `without SameSite`
}

func made(w http.ResponseWriter, id string) {
	http.SetCookie(w, sessions.NewCookie("sid", id, &sessions.Options{Secure: true, HttpOnly: true})) // want `session cookie "sid" is written without SameSite`
}
