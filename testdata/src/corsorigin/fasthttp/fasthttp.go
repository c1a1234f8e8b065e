// Package fasthttp holds the header as fasthttp writes it.
package fasthttp

import "github.com/valyala/fasthttp"

func token(ctx *fasthttp.RequestCtx) []byte { return ctx.Request.Header.Peek("Authorization") }

func star(ctx *fasthttp.RequestCtx) {
	ctx.Response.Header.Set("Access-Control-Allow-Origin", "*") // want `every website`
}

func reflect(ctx *fasthttp.RequestCtx) {
	ctx.Response.Header.SetBytesV("Access-Control-Allow-Origin", ctx.Request.Header.Peek("Origin")) // want `as the user`
	ctx.Response.Header.Set(fasthttp.HeaderAccessControlAllowCredentials, "true")
}

func text(ctx *fasthttp.RequestCtx) {
	origin := string(ctx.Request.Header.Peek("Origin"))
	ctx.Response.Header.Set(fasthttp.HeaderAccessControlAllowOrigin, origin) // want `whatever it is`
}

var allowed = map[string]struct{}{"https://portal.example.com": {}}

func listed(ctx *fasthttp.RequestCtx) {
	origin := string(ctx.Request.Header.Peek("Origin"))
	if _, ok := allowed[origin]; ok {
		ctx.Response.Header.Set(fasthttp.HeaderAccessControlAllowOrigin, origin)
	}
}

func bytes(ctx *fasthttp.RequestCtx) {
	ctx.Response.Header.SetCanonical([]byte("Access-Control-Allow-Origin"), []byte("*")) // want `every website`
}
