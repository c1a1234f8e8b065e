// Package fiber holds both versions of fiber: the header and the middleware.
package fiber

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	fiber3 "github.com/gofiber/fiber/v3"
	cors3 "github.com/gofiber/fiber/v3/middleware/cors"
)

func session(c *fiber.Ctx) string { return c.Cookies("session") }

func header(c *fiber.Ctx) error {
	c.Set(fiber.HeaderAccessControlAllowOrigin, c.Get(fiber.HeaderOrigin)) // want `as the user`
	c.Set(fiber.HeaderAccessControlAllowCredentials, "true")
	return c.Next()
}

func header3(c fiber3.Ctx) error {
	c.Set("Access-Control-Allow-Origin", "*") // want `every website`
	return c.Next()
}

func appended(c *fiber.Ctx) {
	c.Append("Access-Control-Allow-Origin", "*") // want `every website`
}

func use(app *fiber.App) {
	app.Use(cors.New())              // want `no origins are named`
	app.Use(cors.New(cors.Config{})) // want `no origins are named`
	app.Use(cors.New(cors.Config{
		AllowOrigins: "*", // want `every website`
	}))
	app.Use(cors.New(cors.Config{
		AllowOrigins:     "*", // want `the library refuses to start`
		AllowCredentials: true,
	}))
	app.Use(cors.New(cors.Config{
		AllowOrigins:     "https://portal.example.com, https://*.example.org",
		AllowCredentials: true,
	}))
	app.Use(cors.New(cors.Config{
		AllowOriginsFunc: func(origin string) bool {
			return strings.Contains(origin, "example.com") // want `an attacker's https://example.com.evil.test passes`
		},
		AllowCredentials: true,
	}))
	app.Use(cors.New(cors.Config{
		AllowOriginsFunc: func(origin string) bool { return origin == "https://portal.example.com" },
	}))
	config := cors.Config{AllowCredentials: true}
	config.AllowOrigins = strings.Join([]string{"https://a.example.com", "https://b.example.com"}, ",")
	app.Use(cors.New(config))
}

func use3(app *fiber3.App) {
	app.Use(cors3.New()) // want `no origins are named`
	app.Use(cors3.New(cors3.Config{
		AllowOrigins: []string{"*"}, // want `every website`
	}))
	app.Use(cors3.New(cors3.Config{
		AllowOriginsFunc: func(string) bool { return true }, // want `accepts every origin`
	}))
	app.Use(cors3.New(cors3.Config{AllowOrigins: []string{"https://portal.example.com"}}))
}
