// Package basicauth is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/basicauth.
package basicauth

import fiber "github.com/gofiber/fiber/v3"

func New(config ...Config) fiber.Handler { return nil }

func UsernameFromContext(ctx any) string { return "" }

type Config struct{}
