// Command apphandled answers for errors in the package that makes the app.
package main

import (
	"database/sql"
	"log"
	"stackleak/apphandled/notes"

	"github.com/gofiber/fiber/v2"
)

func main() {
	app := fiber.New(fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error {
		log.Print(err)
		return c.Status(500).SendString("try again later")
	}})
	notes.Register(app, new(sql.DB))
	app.Listen(":8080")
}
