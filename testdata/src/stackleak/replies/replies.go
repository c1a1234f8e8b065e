// Package replies makes errors that echo answers with; some of them no handler returns.
package replies

import (
	"database/sql"
	"log"

	"github.com/labstack/echo/v4"
)

type store struct{ db *sql.DB }

func (s *store) load(id string) error {
	if err := s.db.QueryRow("SELECT 1", id).Scan(); err != nil {
		return echo.NewHTTPError(500, err.Error()) // want `the text of a database error \(from sql.Row.Scan\) reaches the client`
	}
	return nil
}

// What count makes is only logged.
func (s *store) count(id string) error {
	if _, err := s.db.Exec("UPDATE views", id); err != nil {
		return echo.NewHTTPError(500, err.Error()) // want `the text of a database error \(from sql.DB.Exec\) reaches the client`
	}
	return nil
}

func (s *store) show(c echo.Context) error {
	id := c.Param("id")
	if err := s.count(id); err != nil {
		log.Printf("count %s: %v", id, err)
	}
	if err := s.load(id); err != nil {
		return err
	}
	return c.NoContent(204)
}
