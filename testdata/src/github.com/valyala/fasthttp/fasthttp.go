// Package fasthttp is a stub with the signatures of github.com/valyala/fasthttp.
package fasthttp

type RequestHandler func(ctx *RequestCtx)

type RequestCtx struct {
	Request  Request
	Response Response
}

func (ctx *RequestCtx) IsTLS() bool                   { return false }
func (ctx *RequestCtx) SetStatusCode(code int)        {}
func (ctx *RequestCtx) SetBodyString(body string)     {}
func (ctx *RequestCtx) SetUserValue(key, value any)   {}
func (ctx *RequestCtx) UserValue(key any) any         { return nil }
func (ctx *RequestCtx) Redirect(uri string, code int) {}
func (ctx *RequestCtx) Method() []byte                { return nil }

type Request struct {
	Header RequestHeader
}

type Response struct {
	Header ResponseHeader
}

type RequestHeader struct{}

func (h *RequestHeader) Peek(key string) []byte      { return nil }
func (h *RequestHeader) PeekBytes(key []byte) []byte { return nil }
func (h *RequestHeader) Host() []byte                { return nil }
func (h *RequestHeader) Referer() []byte             { return nil }
func (h *RequestHeader) Set(key, value string)       {}
func (h *RequestHeader) Cookie(key string) []byte    { return nil }

type ResponseHeader struct{}

func (h *ResponseHeader) Peek(key string) []byte         { return nil }
func (h *ResponseHeader) Set(key, value string)          {}
func (h *ResponseHeader) Add(key, value string)          {}
func (h *ResponseHeader) SetBytesV(key string, v []byte) {}

func ListenAndServe(addr string, handler RequestHandler) error { return nil }
