// Package gorilla keeps sessions whose options nobody sets.
package gorilla

import (
	"net/http"

	"github.com/boj/redistore"
	"github.com/gorilla/sessions"
	"github.com/markbates/goth/gothic"
)

var store = sessions.NewCookieStore([]byte("k")) // want `gorilla/sessions' cookie store writes the session cookie without HttpOnly unless told otherwise: set the store's Options with Secure, HttpOnly and SameSite`

func setup(next func(sessions.Store)) error {
	next(sessions.NewFilesystemStore(""))                       // want `gorilla/sessions' filesystem store writes the session cookie without Secure, HttpOnly and SameSite unless told otherwise`
	redis, err := redistore.NewRediStore(10, "tcp", "", "", "") // want `redistore's session store writes the session cookie without Secure, HttpOnly and SameSite`
	if err != nil {
		return err
	}
	next(redis)
	gothic.Store = store
	return nil
}

// Export hands the store on as it is: its callers may set the options.
func Export() *sessions.CookieStore { return sessions.NewCookieStore([]byte("k")) }

func logout(w http.ResponseWriter, r *http.Request) error {
	s, _ := store.Get(r, "session")
	s.Options = &sessions.Options{MaxAge: -1}
	return s.Save(r, w)
}

func accepted(next func(sessions.Store)) {
	//launchlint:ignore cookieflags/store-defaults a test server on localhost
	next(sessions.NewFilesystemStore(""))
}
