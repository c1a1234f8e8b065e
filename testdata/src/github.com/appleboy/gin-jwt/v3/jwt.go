// Package jwt is a stub with the signatures of github.com/appleboy/gin-jwt/v3.
package jwt

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type GinJWTMiddleware struct {
	Realm          string
	Key            []byte
	Timeout        time.Duration
	SendCookie     bool
	CookieMaxAge   time.Duration
	SecureCookie   bool
	CookieHTTPOnly bool
	CookieDomain   string
	CookieName     string
	CookieSameSite http.SameSite
}

func New(m *GinJWTMiddleware) (*GinJWTMiddleware, error) { return m, nil }

func (mw *GinJWTMiddleware) MiddlewareInit() error           { return nil }
func (mw *GinJWTMiddleware) MiddlewareFunc() gin.HandlerFunc { return nil }
func (mw *GinJWTMiddleware) LoginHandler(c *gin.Context)     {}
