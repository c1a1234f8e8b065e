// Package fiber answers with fiber, which sends the text of every error that a
// handler returns.
package fiber

import (
	"database/sql"
	"fmt"
	"log"

	"github.com/gofiber/fiber/v2"
)

type api struct{ db *sql.DB }

func (a *api) plain(c *fiber.Ctx) error {
	_, err := a.db.Exec("DELETE FROM notes")
	if err != nil {
		return err // want `fiber sends the text of a database error \(from sql.DB.Exec\) that a handler returns: log it and return fiber.NewError with a text of your own, or install an ErrorHandler`
	}
	return c.SendStatus(204)
}

func (a *api) wrapped(c *fiber.Ctx) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return fmt.Errorf("delete: %w", err) // want `fiber sends the text of a database error`
	}
	return nil
}

func (a *api) chosen(c *fiber.Ctx) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		log.Print(err)
		return fiber.NewError(fiber.StatusInternalServerError, "cannot delete")
	}
	return fiber.ErrNotFound
}

func (a *api) asText(c *fiber.Ctx) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return fiber.NewError(500, err.Error()) // want `the text of a database error .*: log it and return fiber.NewError with a text of your own`
	}
	return nil
}

func (a *api) json(c *fiber.Ctx) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return c.Status(500).JSON(fiber.Map{"error": err.Error()}) // want `the text of a database error`
	}
	if err := a.db.Ping(); err != nil {
		return c.SendString(err.Error()) // want `the text of a database error`
	}
	return nil
}

func (a *api) parsed(c *fiber.Ctx) error {
	var in struct{ Text string }
	if err := c.BodyParser(&in); err != nil {
		return err
	}
	if _, err := c.ParamsInt("id"); err != nil {
		return c.Status(400).JSON(fiber.Map{"error": err.Error()})
	}
	return c.JSON(in)
}

// Sending failed: nobody reads it.
func (a *api) sent(c *fiber.Ctx) error {
	return c.JSON(fiber.Map{"ok": true})
}

func serve(a *api) *fiber.App {
	app := fiber.New()
	app.Get("/plain", a.plain)
	app.Get("/wrapped", a.wrapped)
	app.Get("/chosen", a.chosen)
	app.Get("/text", a.asText)
	app.Get("/json", a.json)
	app.Post("/parsed", a.parsed)
	app.Get("/sent", a.sent)
	return app
}
