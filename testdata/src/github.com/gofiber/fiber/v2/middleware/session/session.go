// Package session is a stub with the signatures of github.com/gofiber/fiber/v2/middleware/session.
package session

import (
	"time"

	"github.com/gofiber/fiber/v2"
)

type Config struct {
	Expiration        time.Duration
	Storage           fiber.Storage
	KeyLookup         string
	CookieDomain      string
	CookiePath        string
	CookieSecure      bool
	CookieHTTPOnly    bool
	CookieSameSite    string
	CookieSessionOnly bool
	KeyGenerator      func() string
	CookieName        string
}

var ConfigDefault = Config{KeyLookup: "cookie:session_id"}

type Store struct{ Config }

func New(config ...Config) *Store { return nil }

func (s *Store) Get(c *fiber.Ctx) (*Session, error) { return nil, nil }

type Session struct{}

func (s *Session) Set(key string, val any) {}
func (s *Session) Save() error             { return nil }
