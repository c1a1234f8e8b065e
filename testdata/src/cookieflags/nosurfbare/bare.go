// Package nosurfbare leaves nosurf's cookie as it is.
package nosurfbare

import (
	"net/http"

	"github.com/justinas/nosurf"
)

func surf(h http.Handler) http.Handler {
	return nosurf.New(h) // want `nosurf writes the CSRF cookie without Secure unless told otherwise: call SetBaseCookie with Secure`
}
