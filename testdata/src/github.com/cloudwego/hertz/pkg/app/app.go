// Package app is a stub with the signatures of github.com/cloudwego/hertz/pkg/app.
package app

import "github.com/cloudwego/hertz/pkg/protocol"

type RequestContext struct{}

func (ctx *RequestContext) SetCookie(name, value string, maxAge int, path, domain string, sameSite protocol.CookieSameSite, secure, httpOnly bool) {
}
