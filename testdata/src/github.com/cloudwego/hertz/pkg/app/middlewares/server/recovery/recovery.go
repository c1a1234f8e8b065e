// Package recovery is a stub with the signatures of github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery.
package recovery

import (
	"context"

	"github.com/cloudwego/hertz/pkg/app"
)

type Option func(o *options)

type options struct{}

func WithRecoveryHandler(f func(c context.Context, ctx *app.RequestContext, err interface{}, stack []byte)) Option {
	return nil
}
