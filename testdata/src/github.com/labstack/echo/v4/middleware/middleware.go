package middleware

import "github.com/labstack/echo/v4"

type Skipper func(c echo.Context) bool
