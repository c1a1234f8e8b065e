// Package keyauth is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/keyauth.
package keyauth

import fiber "github.com/gofiber/fiber/v3"

func New(config ...Config) fiber.Handler { return nil }

type Config struct{}
