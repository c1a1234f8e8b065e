// Package echo registers routes with echo.
package echo

import "github.com/labstack/echo/v4"

func list(c echo.Context) error   { return nil }
func create(c echo.Context) error { return nil }

func auth(next echo.HandlerFunc) echo.HandlerFunc { return next }
func log(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) }
}

func Unused(c echo.Context) error { return nil } // entry: v4 request 0, response 0, error 0

type routes struct{ e *echo.Echo }

func New() *echo.Echo {
	e := echo.New()
	e.GET("/", list, auth) // route: GET / -> list [log, auth]
	e.Use(log)
	g := e.Group("/api", auth)
	g.POST("/orgs", create) // route: POST /api/orgs -> create [log, auth]
	(&routes{e}).add("/v1")
	return e
}

func (r *routes) add(prefix string) {
	r.e.GET(prefix+"/things/:id", func(c echo.Context) error { return nil }) // route: GET /v1/things/:id -> func [log]
}
