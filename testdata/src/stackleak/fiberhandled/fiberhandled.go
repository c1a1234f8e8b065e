// Package fiberhandled answers for errors in one place, with texts of its own.
package fiberhandled

import (
	"database/sql"
	"errors"
	"log/slog"

	"github.com/gofiber/fiber/v2"
)

func serve(db *sql.DB) *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: answer})
	app.Get("/plain", func(c *fiber.Ctx) error {
		_, err := db.Exec("DELETE FROM notes")
		return err
	})
	return app
}

func answer(c *fiber.Ctx, err error) error {
	code, text := fiber.StatusInternalServerError, "internal error"
	var chosen *fiber.Error
	if errors.As(err, &chosen) {
		code, text = chosen.Code, chosen.Message
	}
	slog.Error("failed", "err", err)
	return c.Status(code).JSON(fiber.Map{"error": text})
}
