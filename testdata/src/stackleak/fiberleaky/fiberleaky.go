// Package fiberleaky answers for errors in one place, which sends what they are.
package fiberleaky

import (
	"database/sql"
	"errors"

	"github.com/gofiber/fiber/v2"
)

func serve(db *sql.DB) *fiber.App {
	app := fiber.New(fiber.Config{
		ErrorHandler: func(c *fiber.Ctx, err error) error {
			code := fiber.StatusInternalServerError
			var chosen *fiber.Error
			if errors.As(err, &chosen) {
				code = chosen.Code
			}
			return c.Status(code).JSON(fiber.Map{"error": err.Error()}) // want `the text of a database error \(from sql.DB.Exec\)`
		},
	})
	app.Get("/plain", func(c *fiber.Ctx) error {
		_, err := db.Exec("DELETE FROM notes")
		return err
	})
	return app
}
