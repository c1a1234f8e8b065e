// Package macaron is a stub with the signatures of gopkg.in/macaron.v1.
package macaron

import "net/http"

type Handler any

type Request struct{ *http.Request }

type Context struct {
	Req  Request
	Resp http.ResponseWriter
}

func (ctx *Context) SetCookie(name, value string, others ...any)                    {}
func (ctx *Context) SetSecureCookie(name, value string, others ...any)              {}
func (ctx *Context) SetSuperSecureCookie(secret, name, value string, others ...any) {}
func (ctx *Context) GetCookie(name string) string                                   { return "" }
func (ctx *Context) Redirect(location string, status ...int)                        {}

type Macaron struct{}

func New() *Macaron { return nil }

func (m *Macaron) Use(handler Handler) {}
