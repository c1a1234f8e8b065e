// Package gorillatuned sets fields of the options that the store came with.
package gorillatuned

import (
	"net/http"

	"github.com/gorilla/sessions"
)

func start(use func(sessions.Store)) {
	store := sessions.NewFilesystemStore("")
	store.Options.HttpOnly = true
	store.Options.Secure = true
	store.Options.SameSite = http.SameSiteStrictMode
	use(store)
}
