// Package humahttprouter is a stub with the signatures of github.com/danielgtaylor/huma/v2/adapters/humahttprouter.
package humahttprouter

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/julienschmidt/httprouter"
)

func New(r *httprouter.Router, config huma.Config) huma.API { return nil }
