// Package session is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/session.
package session

import (
	"time"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/extractors"
)

type Config struct {
	Storage           fiber.Storage
	Store             *Store
	CookieDomain      string
	CookiePath        string
	CookieSameSite    string
	Extractor         extractors.Extractor
	IdleTimeout       time.Duration
	AbsoluteTimeout   time.Duration
	CookieSecure      bool
	CookieHTTPOnly    bool
	CookieSessionOnly bool
}

type Store struct{ Config }

func New(config ...Config) fiber.Handler                    { return nil }
func NewWithStore(config ...Config) (fiber.Handler, *Store) { return nil, nil }
func NewStore(config ...Config) *Store                      { return nil }
