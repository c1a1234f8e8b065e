// Package fiber3 registers routes with version 3 of fiber.
package fiber3

import "github.com/gofiber/fiber/v3"

func list(c fiber.Ctx) error   { return nil }
func create(c fiber.Ctx) error { return nil }
func auth(c fiber.Ctx) error   { return c.Next() }
func log(c fiber.Ctx) error    { return c.Next() }

func Unused(c fiber.Ctx) error { return nil } // entry: v3 request 0, response 0, error 0

func New() *fiber.App {
	app := fiber.New()
	app.Use(log)
	app.Get("/", list)         // route: GET / -> list [log]
	app.Post("/x", auth, list) // route: POST /x -> list [log, auth]
	// route: GET /both -> list [log]
	// route: HEAD /both -> list [log]
	app.Add([]string{"GET", "HEAD"}, "/both", list)
	api := app.Group("/api", auth)
	api.Post("/orgs", create) // route: POST /api/orgs -> create [log, auth]
	app.RouteChain("/chain").
		Get(list).        // route: GET /chain -> list [log]
		Put(auth, create) // route: PUT /chain -> create [log, auth]
	app.Route("/nested", func(r fiber.Router) {
		r.Delete("/:id", list) // route: DELETE /nested/:id -> list [log]
	})
	sub := fiber.New()
	sub.Get("/inner", list) // route: GET /sub/inner -> list [log, auth]
	app.Use("/sub", auth, sub)
	app.Use("/late", auth)
	app.Get("/late/x", list) // route: GET /late/x -> list [log, auth?]
	return app
}
