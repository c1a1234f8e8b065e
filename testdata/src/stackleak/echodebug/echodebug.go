// Command echodebug sends the texts of errors, since the framework's debug mode is on.
package main

import (
	"database/sql"

	"github.com/labstack/echo/v4"
)

func server(db *sql.DB) *echo.Echo {
	e := echo.New()
	e.Debug = true // want `Echo.Debug is on: answers carry the texts of errors`
	e.GET("/plain", func(c echo.Context) error {
		_, err := db.Exec("DELETE FROM notes")
		return err // want `echo sends the text of a database error \(from sql.DB.Exec\) that a handler returns`
	})
	return e
}

func main() {}
