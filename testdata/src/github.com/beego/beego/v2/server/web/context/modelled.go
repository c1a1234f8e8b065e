package context

import "net/http"

func (output *BeegoOutput) Body(content []byte) error { return nil }

func (output *BeegoOutput) JSON(data interface{}, hasIndent bool, encoding bool) error { return nil }

func (output *BeegoOutput) JSONP(data interface{}, hasIndent bool) error { return nil }

func (output *BeegoOutput) SetStatus(status int) {}

func (output *BeegoOutput) XML(data interface{}, hasIndent bool) error { return nil }

func (output *BeegoOutput) YAML(data interface{}) error { return nil }

func (ctx *Context) Bind(obj interface{}) error { return nil }

func (ctx *Context) BindForm(obj interface{}) error { return nil }

func (ctx *Context) BindJSON(obj interface{}) error { return nil }

func (ctx *Context) BindXML(obj interface{}) error { return nil }

func (ctx *Context) BindYAML(obj interface{}) error { return nil }

func (ctx *Context) GetCookie(key string) string { return "" }

func (ctx *Context) JSONResp(data interface{}) error { return nil }

func (ctx *Context) Redirect(status int, localurl string) {}

func (ctx *Context) Resp(data interface{}) error { return nil }

func (ctx *Context) WriteString(content string) {}

func (ctx *Context) XMLResp(data interface{}) error { return nil }

func (ctx *Context) YamlResp(data interface{}) error { return nil }

type Response struct {
	http.ResponseWriter
}
