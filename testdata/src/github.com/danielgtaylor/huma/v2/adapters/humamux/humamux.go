// Package humamux is a stub with the signatures of github.com/danielgtaylor/huma/v2/adapters/humamux.
package humamux

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/gorilla/mux"
)

func New(r *mux.Router, config huma.Config) huma.API { return nil }
