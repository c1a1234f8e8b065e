// Package huma holds the header as huma writes it.
package huma

import "github.com/danielgtaylor/huma/v2"

func token(ctx huma.Context) string { return ctx.Header("Authorization") }

func use(api huma.API) {
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		ctx.SetHeader("Access-Control-Allow-Origin", ctx.Header("Origin")) // want `as the user`
		ctx.AppendHeader("Access-Control-Allow-Credentials", "true")
		next(ctx)
	})
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		ctx.SetHeader("Access-Control-Allow-Origin", "https://portal.example.com")
		next(ctx)
	})
}
