// Command repliesreplaced answers for errors with texts of its own.
package main

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo/v4"
)

var db *sql.DB

func show(c echo.Context) error {
	if err := db.Ping(); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `the text of a database error \(from sql.DB.Ping\) reaches the client`
	}
	return c.NoContent(http.StatusNoContent)
}

func main() {
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		code := http.StatusInternalServerError
		if he, ok := err.(*echo.HTTPError); ok {
			code = he.Code
		}
		_ = c.String(code, http.StatusText(code))
	}
	e.GET("/", show)
}
