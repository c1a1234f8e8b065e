// Package context is a stub with the signatures of github.com/beego/beego/v2/server/web/context.
package context

import "net/http"

type BeegoOutput struct{}

func (o *BeegoOutput) Cookie(name, value string, others ...any) {}
func (o *BeegoOutput) Header(key, val string)                   {}

type Context struct {
	Request        *http.Request
	ResponseWriter *Response
	Output         *BeegoOutput
}

func (ctx *Context) SetCookie(name, value string, others ...any)               {}
func (ctx *Context) SetSecureCookie(secret, name, value string, others ...any) {}
