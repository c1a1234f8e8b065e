// Package gincontrib keeps sessions of gin whose options nobody sets.
package gincontrib

import (
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-contrib/sessions/redis"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) error {
	r.Use(sessions.Sessions("session", cookie.NewStore([]byte("k")))) // want `gin-contrib/sessions' cookie store writes the session cookie without HttpOnly`
	store, err := redis.NewStore(10, "tcp", "", "", "")               // want `gin-contrib/sessions' Redis store writes the session cookie without Secure, HttpOnly and SameSite unless told otherwise: call the store's Options`
	if err != nil {
		return err
	}
	r.Use(sessions.Sessions("session", store))
	return nil
}
