// Package gincookies writes cookies by gin.
package gincookies

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type handler struct{ https string }

func bare(c *gin.Context, id string) {
	c.SetCookie("session", id, 3600, "/", "", false, false) // want `session cookie "session" is written without Secure, so browsers send it over plain HTTP too: pass true for secure` `without HttpOnly.*: pass true for httpOnly` `without SameSite.*: call c.SetSameSite\(http.SameSiteLaxMode\) before it`
}

func (h *handler) decided(c *gin.Context, id string) {
	c.SetSameSite(http.SameSiteLaxMode)
	c.SetCookie("session", id, 0, "", "", h.https == "enable", true)
	c.SetCookie("session", id, 0, "", "", h.https == "enable", false) // want `without HttpOnly`
	c.SetCookie("session", "", -1, "", "", false, false)
	c.SetCookie("session", id, -1, "", "", false, false)
}

func afterwards(c *gin.Context, id string) {
	c.SetCookie("session", id, 0, "", "", true, true) // want `without SameSite`
	c.SetSameSite(http.SameSiteLaxMode)
}

func byDefault(c *gin.Context, id string) {
	c.SetSameSite(http.SameSiteDefaultMode)
	c.SetCookie("session", id, 0, "", "", true, true) // want `without SameSite`
}

func login(c *gin.Context, id string) {
	c.SetSameSite(http.SameSiteStrictMode)
	write(c, "session", id)
	writeAlone(c, id)
}

func write(c *gin.Context, name, value string) {
	c.SetCookie(name, value, 0, "/", "", true, true)
}

func writeAlone(c *gin.Context, value string) {
	prepare(c)
	c.SetCookie("session", value, 0, "/", "", true, true)
}

func prepare(c *gin.Context) { c.SetSameSite(http.SameSiteLaxMode) }

func data(c *gin.Context, id string) {
	c.SetCookieData(&http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true}) // want `without SameSite.*: set SameSite: http.SameSiteLaxMode`
	c.SetCookieData(&http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	c.SetSameSite(http.SameSiteLaxMode)
	// Only the default mode takes the context's, the zero value does not.
	c.SetCookieData(&http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteDefaultMode})
}

func raw(c *gin.Context, id string) {
	http.SetCookie(c.Writer, &http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	c.Header("Set-Cookie", "session="+id+"; Path=/; HttpOnly; Secure") // want `session cookie "session" is written without SameSite.*: add "; SameSite=Lax"`
}

type wrapped struct{ *gin.Context }

func (c wrapped) login(id string) {
	c.SetCookie("session", id, 0, "/", "", true, false) // want `without HttpOnly` `without SameSite`
}
