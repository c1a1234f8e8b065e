// Package ginchain sets SameSite for all handlers in a middleware.
package ginchain

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func routes() {
	r := gin.New()
	r.Use(func(c *gin.Context) {
		c.SetSameSite(http.SameSiteLaxMode)
		c.Next()
	})
	r.POST("/login", func(c *gin.Context) {
		c.SetCookie("session", c.PostForm("id"), 0, "/", "", true, true)
		c.SetCookie("session", c.PostForm("id"), 0, "/", "", true, false) // want `without HttpOnly`
	})
}
