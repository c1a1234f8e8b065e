// Package humaecho is a stub with the signatures of github.com/danielgtaylor/huma/v2/adapters/humaecho.
package humaecho

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

func New(r *echo.Echo, config huma.Config) huma.API { return nil }

func NewWithGroup(r *echo.Echo, g *echo.Group, config huma.Config) huma.API { return nil }
