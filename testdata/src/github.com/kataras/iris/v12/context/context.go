// Package context is a stub with the signatures of github.com/kataras/iris/v12/context.
package context

import (
	"mime/multipart"
	"net/http"
)

type Context struct{}

func (ctx *Context) Binary(data []byte) (int, error) { return 0, nil }

func (ctx *Context) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	return nil, nil, nil
}

func (ctx *Context) FormValue(name string) string { return "" }

func (ctx *Context) FormValueDefault(name string, def string) string { return "" }

func (ctx *Context) FormValues() map[string][]string { return nil }

func (ctx *Context) GetBody() ([]byte, error) { return nil, nil }

func (ctx *Context) GetCookie(name string, options ...CookieOption) string { return "" }

func (ctx *Context) GetHeader(name string) string { return "" }

func (ctx *Context) HTML(format string, args ...interface{}) (int, error) { return 0, nil }

func (ctx *Context) Header(name string, value string) {}

func (ctx *Context) JSON(v interface{}, opts ...JSON) (err error) { return nil }

func (ctx *Context) JSONP(v interface{}, opts ...JSONP) (err error) { return nil }

func (ctx *Context) Markdown(markdownB []byte, opts ...Markdown) (err error) { return nil }

func (ctx *Context) MsgPack(v interface{}) (int, error) { return 0, nil }

func (ctx *Context) Next() {}

func (ctx *Context) Params() *RequestParams { return nil }

func (ctx *Context) PostValue(name string) string { return "" }

func (ctx *Context) PostValueBool(name string) (bool, error) { return false, nil }

func (ctx *Context) PostValueDefault(name string, def string) string { return "" }

func (ctx *Context) PostValueInt(name string) (int, error) { return 0, nil }

func (ctx *Context) PostValueIntDefault(name string, def int) int { return 0 }

func (ctx *Context) PostValueString(name string) (string, error) { return "", nil }

func (ctx *Context) PostValueTrim(name string) string { return "" }

func (ctx *Context) PostValues(name string) ([]string, error) { return nil, nil }

func (ctx *Context) Problem(v interface{}, opts ...ProblemOptions) error { return nil }

func (ctx *Context) ReadBody(ptr interface{}) error { return nil }

func (ctx *Context) ReadForm(formObject interface{}) error { return nil }

func (ctx *Context) ReadHeaders(ptr interface{}) error { return nil }

func (ctx *Context) ReadJSON(outPtr interface{}, opts ...JSONReader) error { return nil }

func (ctx *Context) ReadMsgPack(ptr interface{}) error { return nil }

func (ctx *Context) ReadParams(ptr interface{}) error { return nil }

func (ctx *Context) ReadQuery(ptr interface{}) error { return nil }

func (ctx *Context) ReadURL(ptr interface{}) error { return nil }

func (ctx *Context) ReadXML(outPtr interface{}) error { return nil }

func (ctx *Context) ReadYAML(outPtr interface{}) error { return nil }

func (ctx *Context) Redirect(urlToRedirect string, statusHeader ...int) {}

func (ctx *Context) RemoteAddr() string { return "" }

func (ctx *Context) Request() *http.Request { return nil }

func (ctx *Context) ResponseWriter() ResponseWriter { return nil }

func (ctx *Context) StatusCode(statusCode int) {}

func (ctx *Context) StopExecution() {}

func (ctx *Context) StopWithError(statusCode int, err error) {}

func (ctx *Context) StopWithJSON(statusCode int, jsonObject interface{}) error { return nil }

func (ctx *Context) StopWithPlainError(statusCode int, err error) {}

func (ctx *Context) StopWithProblem(statusCode int, problem Problem) error { return nil }

func (ctx *Context) StopWithStatus(statusCode int) {}

func (ctx *Context) StopWithText(statusCode int, format string, args ...interface{}) {}

func (ctx *Context) Text(format string, args ...interface{}) (int, error) { return 0, nil }

func (ctx *Context) URLParam(name string) string { return "" }

func (ctx *Context) URLParamBool(name string) (bool, error) { return false, nil }

func (ctx *Context) URLParamDefault(name string, def string) string { return "" }

func (ctx *Context) URLParamEscape(name string) string { return "" }

func (ctx *Context) URLParamInt(name string) (int, error) { return 0, nil }

func (ctx *Context) URLParamIntDefault(name string, def int) int { return 0 }

func (ctx *Context) URLParamSlice(name string) []string { return nil }

func (ctx *Context) URLParamTrim(name string) string { return "" }

func (ctx *Context) URLParams() map[string]string { return nil }

func (ctx *Context) View(filename string, optionalViewModel ...interface{}) error { return nil }

func (ctx *Context) Write(rawBody []byte) (int, error) { return 0, nil }

func (ctx *Context) WriteString(body string) (n int, err error) { return 0, nil }

func (ctx *Context) Writef(format string, a ...interface{}) (n int, err error) { return 0, nil }

func (ctx *Context) XML(v interface{}, opts ...XML) (err error) { return nil }

func (ctx *Context) YAML(v interface{}) error { return nil }

type CookieOption func(ctx *Context, c *http.Cookie, op uint8)

type Handler = func(*Context)

type JSON struct{}

type JSONP struct{}

type JSONReader struct{}

type Markdown struct{}

type Problem map[string]interface{}

func (p Problem) Error() string { return "" }

type ProblemOptions struct{}

type RequestParams struct{}

type ResponseWriter interface{}

type XML struct{}
