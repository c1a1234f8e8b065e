// Package recover is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/recover.
package recover

import fiber "github.com/gofiber/fiber/v3"

type Config struct {
	StackTraceHandler func(c fiber.Ctx, e any)
}

func New(config ...Config) fiber.Handler { return nil }
