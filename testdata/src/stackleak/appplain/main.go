// Command appplain has nothing that answers for errors.
package main

import (
	"database/sql"
	"stackleak/appplain/notes"

	"github.com/gofiber/fiber/v2"
)

func main() {
	app := fiber.New()
	notes.Register(app, new(sql.DB))
	app.Listen(":8080")
}
