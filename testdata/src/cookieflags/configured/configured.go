// Package configured writes cookies that launchlint.yaml knows by name.
package configured

import "net/http"

func named(w http.ResponseWriter, v string) {
	http.SetCookie(w, &http.Cookie{Name: "acme_id", Value: v, Secure: true, SameSite: http.SameSiteLaxMode}) // want `session cookie "acme_id" is written without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "session_layout", Value: v, Secure: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "acme_fixed", Value: "1", Secure: true, SameSite: http.SameSiteLaxMode}) // want `session cookie "acme_fixed" is written without HttpOnly`
}
