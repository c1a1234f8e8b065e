// Package gincontriboptions sets the options of its sessions.
package gincontriboptions

import (
	"net/http"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine, secure bool) {
	store := cookie.NewStore([]byte("k"))
	store.Options(sessions.Options{Path: "/", MaxAge: 86400, Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	r.Use(sessions.Sessions("session", store))
	other := cookie.NewStore([]byte("k"))
	other.Options(sessions.Options{MaxAge: 86400, HttpOnly: true}) // want `without Secure` `without SameSite`
	r.Use(sessions.Sessions("other", other))
}

func logout(c *gin.Context) {
	s := sessions.Default(c)
	s.Options(sessions.Options{MaxAge: -1})
	_ = s.Save()
}
