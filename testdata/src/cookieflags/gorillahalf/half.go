// Package gorillahalf sets some fields of the options that the store came with.
package gorillahalf

import "github.com/gorilla/sessions"

func start(use func(sessions.Store)) {
	store := sessions.NewFilesystemStore("") // want `without Secure and SameSite unless told otherwise`
	store.Options.HttpOnly = true
	store.Options.Secure = false
	use(store)
}
