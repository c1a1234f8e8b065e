// Package cors is a stub with the signatures of
// github.com/gofiber/fiber/v3/middleware/cors.
package cors

import "github.com/gofiber/fiber/v3"

type Config struct {
	Next                func(c fiber.Ctx) bool
	AllowOriginsFunc    func(origin string) bool
	AllowOrigins        []string
	AllowMethods        []string
	AllowHeaders        []string
	ExposeHeaders       []string
	MaxAge              int
	AllowCredentials    bool
	AllowPrivateNetwork bool
}

func New(config ...Config) fiber.Handler { return nil }
