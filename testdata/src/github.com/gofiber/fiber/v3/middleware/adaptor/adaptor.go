// Package adaptor is a stub with the signatures of github.com/gofiber/fiber/v3/middleware/adaptor.
package adaptor

import (
	"net/http"

	fiber "github.com/gofiber/fiber/v3"
)

func FiberApp(app *fiber.App) http.HandlerFunc { return nil }

func FiberHandler(h fiber.Handler) http.Handler { return nil }

func FiberHandlerFunc(h fiber.Handler) http.HandlerFunc { return nil }

func HTTPHandler(h http.Handler) fiber.Handler { return nil }

func HTTPHandlerFunc(h http.HandlerFunc) fiber.Handler { return nil }

func HTTPHandlerWithContext(h http.Handler) fiber.Handler { return nil }

func HTTPMiddleware(mw func(http.Handler) http.Handler) fiber.Handler { return nil }
