// Package keyauth is a stub with the signatures of github.com/gofiber/fiber/v2/middleware/keyauth.
package keyauth

import fiber "github.com/gofiber/fiber/v2"

func New(config ...Config) fiber.Handler { return nil }

type Config struct{}
