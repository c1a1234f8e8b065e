// Package http is a stub with the signatures of goa.design/goa/v3/http.
package http

import (
	"context"
)

type Statuser interface{}

func NewErrorResponse(ctx context.Context, err error) Statuser { return nil }
