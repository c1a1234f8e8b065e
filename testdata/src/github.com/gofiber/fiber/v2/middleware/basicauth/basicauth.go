// Package basicauth is a stub with the signatures of github.com/gofiber/fiber/v2/middleware/basicauth.
package basicauth

import fiber "github.com/gofiber/fiber/v2"

func New(config Config) fiber.Handler { return nil }

type Config struct{}
