// Package ogenerrors is a stub with the signatures of github.com/ogen-go/ogen/ogenerrors.
package ogenerrors

import (
	"context"
	"net/http"
)

func DefaultErrorHandler(ctx context.Context, w http.ResponseWriter, r *http.Request, err error) {}
