// Package echo5 registers routes with version 5 of echo.
package echo5

import (
	"net/http"

	"github.com/labstack/echo/v5"
)

func list(c *echo.Context) error   { return nil }
func create(c *echo.Context) error { return nil }

func auth(next echo.HandlerFunc) echo.HandlerFunc { return next }
func log(next echo.HandlerFunc) echo.HandlerFunc  { return next }

func page(w http.ResponseWriter, r *http.Request) {}

func Unused(c *echo.Context) error { return nil } // entry: v5 request 0, response 0, error 0

func New() *echo.Echo {
	e := echo.New()
	e.Use(log)
	e.GET("/", list, auth)                                   // route: GET / -> list [log, auth]
	e.Add(http.MethodPut, "/things/:id", create)             // route: PUT /things/:id -> create [log]
	e.GET("/page", echo.WrapHandler(http.HandlerFunc(page))) // route: GET /page -> page [log]
	e.Static("/assets", "public")                            // route: GET /assets/* -> echo.Echo.Static [log]
	e.File("/favicon.ico", "public/favicon.ico")             // route: GET /favicon.ico -> echo.Echo.File [log]
	g := e.Group("/api", auth)
	// route: GET /api/orgs -> create [log, auth]
	// route: POST /api/orgs -> create [log, auth]
	g.Match([]string{"GET", "POST"}, "/orgs", create)
	g.Any("/any", list) // route: ANY /api/any -> list [log, auth]
	return e
}
