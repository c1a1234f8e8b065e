// Package gin holds the header as gin writes it.
package gin

import (
	"os"

	"github.com/gin-gonic/gin"
)

func token(c *gin.Context) string { return c.GetHeader("Authorization") }

func cors() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Writer.Header().Set("Access-Control-Allow-Origin", "*") // want `browsers refuse`
		c.Writer.Header().Set("Access-Control-Allow-Credentials", "true")
		if c.Request.Method == "OPTIONS" {
			c.AbortWithStatus(204)
			return
		}
		c.Next()
	}
}

func reflect(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin")) // want `as the user`
	c.Header("Access-Control-Allow-Credentials", "true")
}

func request(c *gin.Context) {
	origin := c.Request.Header.Get("Origin")
	if origin != "" {
		c.Header("Access-Control-Allow-Origin", origin) // want `whatever it is`
	}
}

func configured(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", os.Getenv("CORS_ORIGIN"))
	c.Header("Access-Control-Allow-Credentials", "true")
}

func allowed(origins map[string]bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		origin := c.GetHeader("Origin")
		if origins[origin] {
			c.Header("Access-Control-Allow-Origin", origin)
			c.Header("Access-Control-Allow-Credentials", "true")
		}
	}
}

func enabled(c *gin.Context, enableCORS bool) {
	if enableCORS {
		c.Header("Access-Control-Allow-Origin", "*") // want `every website`
	}
}
