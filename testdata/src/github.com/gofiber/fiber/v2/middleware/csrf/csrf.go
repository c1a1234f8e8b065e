// Package csrf is a stub with the signatures of github.com/gofiber/fiber/v2/middleware/csrf.
package csrf

import (
	"time"

	"github.com/gofiber/fiber/v2"
)

type Config struct {
	Next              func(c *fiber.Ctx) bool
	KeyLookup         string
	CookieName        string
	CookieDomain      string
	CookiePath        string
	CookieSecure      bool
	CookieHTTPOnly    bool
	CookieSameSite    string
	CookieSessionOnly bool
	Expiration        time.Duration
}

func New(config ...Config) fiber.Handler { return nil }
