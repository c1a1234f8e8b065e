package middleware

import "github.com/labstack/echo/v5"

type Skipper func(c *echo.Context) bool
