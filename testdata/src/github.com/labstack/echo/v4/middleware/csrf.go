// Package middleware is a stub with the signatures of github.com/labstack/echo/v4/middleware.
package middleware

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type CSRFConfig struct {
	TokenLength    uint8
	TokenLookup    string
	ContextKey     string
	CookieName     string
	CookieDomain   string
	CookiePath     string
	CookieMaxAge   int
	CookieSecure   bool
	CookieHTTPOnly bool
	CookieSameSite http.SameSite
}

var DefaultCSRFConfig = CSRFConfig{CookieName: "_csrf"}

func CSRF() echo.MiddlewareFunc                            { return nil }
func CSRFWithConfig(config CSRFConfig) echo.MiddlewareFunc { return nil }
