// Package static serves files by the libraries' own means.
package static

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func withGin() {
	r := gin.New()
	r.Static("/assets", "./assets")              // route: GET /assets/*filepath -> gin.RouterGroup.Static []
	r.Group("/sub").StaticFile("/icon", "i.png") // route: GET /sub/icon -> gin.RouterGroup.StaticFile []
}

func withEcho() {
	e := echo.New()
	e.Group("/sub").Static("/assets", "assets") // route: GET /sub/assets/* -> echo.Group.Static []
	e.File("/", "index.html")                   // route: GET / -> echo.Echo.File []
}

func withFiber() {
	app := fiber.New()
	app.Static("/", "./public") // route: GET /* -> fiber.App.Static []
}
