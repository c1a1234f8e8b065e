// Package gin is a stub with the signatures of github.com/gin-gonic/gin.
package gin

import "net/http"

type H map[string]any

type HandlerFunc func(*Context)

type ResponseWriter interface {
	http.ResponseWriter
	Status() int
}

type Context struct {
	Request *http.Request
	Writer  ResponseWriter

	Params Params
	Errors errorMsgs
}

type errorMsgs []*Error

func (a errorMsgs) Last() *Error     { return nil }
func (a errorMsgs) Errors() []string { return nil }
func (a errorMsgs) String() string   { return "" }

func (c *Context) Error(err error) *Error { return nil }

func (c *Context) Next()                                         {}
func (c *Context) Abort()                                        {}
func (c *Context) AbortWithStatus(code int)                      {}
func (c *Context) Status(code int)                               {}
func (c *Context) Header(key, value string)                      {}
func (c *Context) GetHeader(key string) string                   { return "" }
func (c *Context) Param(key string) string                       { return "" }
func (c *Context) Query(key string) (value string)               { return "" }
func (c *Context) PostForm(key string) (value string)            { return "" }
func (c *Context) ShouldBindJSON(obj any) error                  { return nil }
func (c *Context) Set(key any, value any)                        {}
func (c *Context) Get(key any) (value any, exists bool)          { return nil, false }
func (c *Context) GetString(key any) string                      { return "" }
func (c *Context) JSON(code int, obj any)                        {}
func (c *Context) String(code int, format string, values ...any) {}
func (c *Context) Redirect(code int, location string)            {}
func (c *Context) AbortWithStatusJSON(code int, jsonObj any)     {}
