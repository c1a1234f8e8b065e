// Package fixesall has a cookie that lacks everything.
package fixesall

import "net/http"

func bare(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{ // want `without Secure` `without HttpOnly` `without SameSite`
		Name:  "sid",
		Value: id,
	})
}
