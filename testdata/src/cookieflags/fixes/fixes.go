// Package fixes has cookies that an edit completes.
package fixes

import (
	"net/http"

	"github.com/gin-gonic/gin"
	fibersession "github.com/gofiber/fiber/v2/middleware/session"
)

func multiLine(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{ // want `without HttpOnly`
		Name:     "sid",
		Value:    id,
		Secure:   true,
		SameSite: http.SameSiteLaxMode,
	})
}

func commented(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{ // want `without Secure`
		Name:     "sid",
		Value:    id,
		SameSite: http.SameSiteLaxMode,
		HttpOnly: true, // no script reads it
	})
}

func singleLine(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, HttpOnly: true}) // want `without SameSite`
}

func elsewhere(w http.ResponseWriter, id string) {
	c := http.Cookie{
		Name: "sid", Secure: true,
		Value: id, SameSite: http.SameSiteLaxMode,
	}
	http.SetCookie(w, &c) // want `without HttpOnly`
}

func empty(w http.ResponseWriter, id string) {
	c := &http.Cookie{}
	c.Name, c.Value, c.Secure, c.SameSite = "sid", id, true, http.SameSiteLaxMode
	http.SetCookie(w, c) // want `without HttpOnly`
}

func turned(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, HttpOnly: false, SameSite: http.SameSiteLaxMode}) // want `without HttpOnly`
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: false, HttpOnly: true, SameSite: http.SameSiteLaxMode}) // want `without Secure`
}

func positional(c *gin.Context, id string) {
	c.SetSameSite(http.SameSiteLaxMode)
	c.SetCookie("sid", id, 0, "/", "", true, false) // want `without HttpOnly`
}

func helper(id string) *http.Cookie {
	return &http.Cookie{Name: "sid", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
}

func helped(w http.ResponseWriter, id string) {
	http.SetCookie(w, helper(id)) // want `without HttpOnly`
}

func config() {
	fibersession.New(fibersession.Config{CookieSecure: true}) // want `without HttpOnly`
}
