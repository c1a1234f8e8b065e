// Package support helps tests, as its import tells.
package support

import (
	"net/http"
	"net/http/httptest"

	"github.com/gorilla/sessions"
)

func Recorder() *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: w.Body.String()})
	keep(sessions.NewFilesystemStore(""))
	return w
}

func keep(sessions.Store) {}
