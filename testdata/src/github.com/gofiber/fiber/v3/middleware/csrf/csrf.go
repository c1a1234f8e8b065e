// Package csrf is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/csrf.
package csrf

import (
	"time"

	"github.com/gofiber/fiber/v3"
)

type Config struct {
	Next              func(c fiber.Ctx) bool
	CookieName        string
	CookieDomain      string
	CookiePath        string
	CookieSameSite    string
	IdleTimeout       time.Duration
	CookieSecure      bool
	CookieHTTPOnly    bool
	CookieSessionOnly bool
}

func New(config ...Config) fiber.Handler { return nil }
