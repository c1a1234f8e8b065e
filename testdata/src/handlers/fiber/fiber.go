// Package fiber registers routes with fiber.
package fiber

import "github.com/gofiber/fiber/v2"

func list(c *fiber.Ctx) error   { return nil }
func create(c *fiber.Ctx) error { return nil }
func auth(c *fiber.Ctx) error   { return c.Next() }
func log(c *fiber.Ctx) error    { return c.Next() }

func New() *fiber.App {
	app := fiber.New()
	app.Use(log)
	app.Get("/", list) // route: GET / -> list [log]
	api := app.Group("/api", auth)
	api.Post("/orgs", auth, create) // route: POST /api/orgs -> create [log, auth, auth]
	return app
}
