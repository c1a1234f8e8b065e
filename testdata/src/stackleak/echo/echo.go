// Package echo answers with echo, whose own error handler sends a text of its
// own for errors that it does not know.
package echo

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

type api struct{ db *sql.DB }

func (a *api) plain(c echo.Context) error {
	_, err := a.db.Exec("DELETE FROM notes")
	return err
}

func (a *api) asError(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err) // want `text of a database error`
	}
	return c.NoContent(http.StatusNoContent)
}

func (a *api) asText(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // want `text of a database error .*: log it and return echo.NewHTTPError with a text of your own`
	}
	return nil
}

func (a *api) formatted(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return echo.NewHTTPError(500, fmt.Sprintf("delete: %v", err)) // want `text of a database error`
	}
	return nil
}

func (a *api) json(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return c.JSON(500, map[string]string{"error": err.Error()}) // want `text of a database error .*: log it and answer with http.StatusText`
	}
	return c.String(200, "ok")
}

func (a *api) bound(c echo.Context) error {
	var in struct{ Text string }
	if err := c.Bind(&in); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error())
	}
	return c.JSON(200, in)
}

// The internal error is logged, not sent.
func (a *api) internal(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM notes"); err != nil {
		return echo.NewHTTPError(500, "cannot delete").SetInternal(err)
	}
	return nil
}

func (a *api) notFound(c echo.Context) error {
	err := a.db.QueryRow("SELECT 1").Scan(new(int))
	if errors.Is(err, sql.ErrNoRows) {
		return echo.NewHTTPError(404, err.Error())
	}
	return err
}

func (a *api) routes(e *echo.Echo) {
	e.GET("/plain", a.plain)
	e.GET("/error", a.asError)
	e.GET("/text", a.asText)
}
