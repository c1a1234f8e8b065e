// Package humafiber is a stub with the signatures of github.com/danielgtaylor/huma/v2/adapters/humafiber.
package humafiber

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

func New(r *fiber.App, config huma.Config) huma.API { return nil }

func NewWithGroup(r *fiber.App, g fiber.Router, config huma.Config) huma.API { return nil }
