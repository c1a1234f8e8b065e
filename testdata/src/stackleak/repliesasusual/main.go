// Command repliesasusual counts errors and answers as usual.
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
		println("failed")
		c.Echo().DefaultHTTPErrorHandler(err, c)
	}
	e.GET("/", show)
}
