package gin

import (
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/gin-gonic/gin/binding"
	"github.com/gin-gonic/gin/render"
)

type IRouter interface {
	IRoutes
	Group(string, ...HandlerFunc) *RouterGroup
}

type Params []Param

func BasicAuth(accounts Accounts) HandlerFunc { return nil }

func BasicAuthForProxy(accounts Accounts, realm string) HandlerFunc { return nil }

func BasicAuthForRealm(accounts Accounts, realm string) HandlerFunc { return nil }

func (c *Context) AbortWithError(code int, err error) *Error { return nil }

func (c *Context) AbortWithStatusPureJSON(code int, jsonObj any) {}

func (c *Context) AsciiJSON(code int, obj any) {}

func (c *Context) BSON(code int, obj any) {}

func (c *Context) Bind(obj any) error { return nil }

func (c *Context) BindHeader(obj any) error { return nil }

func (c *Context) BindJSON(obj any) error { return nil }

func (c *Context) BindPlain(obj any) error { return nil }

func (c *Context) BindQuery(obj any) error { return nil }

func (c *Context) BindTOML(obj any) error { return nil }

func (c *Context) BindUri(obj any) error { return nil }

func (c *Context) BindXML(obj any) error { return nil }

func (c *Context) BindYAML(obj any) error { return nil }

func (c *Context) ClientIP() string { return "" }

func (c *Context) ContentType() string { return "" }

func (c *Context) Copy() *Context { return nil }

func (c *Context) Data(code int, contentType string, data []byte) {}

func (c *Context) DataFromReader(code int, contentLength int64, contentType string, reader io.Reader, extraHeaders map[string]string) {
}

func (c *Context) DefaultPostForm(key string, defaultValue string) string { return "" }

func (c *Context) DefaultQuery(key string, defaultValue string) string { return "" }

func (c *Context) FormFile(name string) (*multipart.FileHeader, error) { return nil, nil }

func (c *Context) GetBool(key any) bool { return false }

func (c *Context) GetDuration(key any) time.Duration { return 0 }

func (c *Context) GetFloat32(key any) float32 { return 0 }

func (c *Context) GetFloat64(key any) float64 { return 0 }

func (c *Context) GetInt(key any) int { return 0 }

func (c *Context) GetInt16(key any) int16 { return 0 }

func (c *Context) GetInt32(key any) int32 { return 0 }

func (c *Context) GetInt64(key any) int64 { return 0 }

func (c *Context) GetInt64Slice(key any) []int64 { return nil }

func (c *Context) GetInt8(key any) int8 { return 0 }

func (c *Context) GetIntSlice(key any) []int { return nil }

func (c *Context) GetPostForm(key string) (string, bool) { return "", false }

func (c *Context) GetPostFormArray(key string) (values []string, ok bool) { return nil, false }

func (c *Context) GetPostFormMap(key string) (map[string]string, bool) { return nil, false }

func (c *Context) GetQuery(key string) (string, bool) { return "", false }

func (c *Context) GetQueryArray(key string) (values []string, ok bool) { return nil, false }

func (c *Context) GetQueryMap(key string) (map[string]string, bool) { return nil, false }

func (c *Context) GetRawData() ([]byte, error) { return nil, nil }

func (c *Context) GetStringMap(key any) map[string]any { return nil }

func (c *Context) GetStringMapString(key any) map[string]string { return nil }

func (c *Context) GetStringMapStringSlice(key any) map[string][]string { return nil }

func (c *Context) GetStringSlice(key any) []string { return nil }

func (c *Context) GetTime(key any) time.Time { return time.Time{} }

func (c *Context) GetUint(key any) uint { return 0 }

func (c *Context) GetUint16(key any) uint16 { return 0 }

func (c *Context) GetUint32(key any) uint32 { return 0 }

func (c *Context) GetUint64(key any) uint64 { return 0 }

func (c *Context) GetUint8(key any) uint8 { return 0 }

func (c *Context) GetUintSlice(key any) []uint { return nil }

func (c *Context) HTML(code int, name string, obj any) {}

func (c *Context) IndentedJSON(code int, obj any) {}

func (c *Context) JSONP(code int, obj any) {}

func (c *Context) MultipartForm() (*multipart.Form, error) { return nil, nil }

func (c *Context) MustBindWith(obj any, b binding.Binding) error { return nil }

func (c *Context) MustGet(key any) any { return nil }

func (c *Context) Negotiate(code int, config Negotiate) {}

func (c *Context) PostFormArray(key string) (values []string) { return nil }

func (c *Context) PostFormMap(key string) (dicts map[string]string) { return nil }

func (c *Context) ProtoBuf(code int, obj any) {}

func (c *Context) PureJSON(code int, obj any) {}

func (c *Context) QueryArray(key string) (values []string) { return nil }

func (c *Context) QueryMap(key string) (dicts map[string]string) { return nil }

func (c *Context) RemoteIP() string { return "" }

func (c *Context) Render(code int, r render.Render) {}

func (c *Context) SSEvent(name string, message any) {}

func (c *Context) SecureJSON(code int, obj any) {}

func (c *Context) ShouldBind(obj any) error { return nil }

func (c *Context) ShouldBindBodyWith(obj any, bb binding.BindingBody) (err error) { return nil }

func (c *Context) ShouldBindBodyWithJSON(obj any) error { return nil }

func (c *Context) ShouldBindBodyWithPlain(obj any) error { return nil }

func (c *Context) ShouldBindBodyWithTOML(obj any) error { return nil }

func (c *Context) ShouldBindBodyWithXML(obj any) error { return nil }

func (c *Context) ShouldBindBodyWithYAML(obj any) error { return nil }

func (c *Context) ShouldBindHeader(obj any) error { return nil }

func (c *Context) ShouldBindPlain(obj any) error { return nil }

func (c *Context) ShouldBindQuery(obj any) error { return nil }

func (c *Context) ShouldBindTOML(obj any) error { return nil }

func (c *Context) ShouldBindUri(obj any) error { return nil }

func (c *Context) ShouldBindWith(obj any, b binding.Binding) error { return nil }

func (c *Context) ShouldBindXML(obj any) error { return nil }

func (c *Context) ShouldBindYAML(obj any) error { return nil }

func (c *Context) Stream(step func(w io.Writer) bool) bool { return false }

func (c *Context) TOML(code int, obj any) {}

func (c *Context) Value(key any) any { return nil }

func (c *Context) XML(code int, obj any) {}

func (c *Context) YAML(code int, obj any) {}

func CustomRecovery(handle RecoveryFunc) HandlerFunc { return nil }

func CustomRecoveryWithWriter(out io.Writer, handle RecoveryFunc) HandlerFunc { return nil }

func (engine *Engine) NoMethod(handlers ...HandlerFunc) {}

func (engine *Engine) NoRoute(handlers ...HandlerFunc) {}

func (engine *Engine) Use(middleware ...HandlerFunc) IRoutes { return nil }

func (ps Params) ByName(name string) (va string) { return "" }

func (ps Params) Get(name string) (string, bool) { return "", false }

func Recovery() HandlerFunc { return nil }

func RecoveryWithWriter(out io.Writer, recovery ...RecoveryFunc) HandlerFunc { return nil }

func (group *RouterGroup) HEAD(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) Match(methods []string, relativePath string, handlers ...HandlerFunc) IRoutes {
	return nil
}

func (group *RouterGroup) PATCH(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func WrapF(f http.HandlerFunc) HandlerFunc { return nil }

func WrapH(h http.Handler) HandlerFunc { return nil }

type Accounts map[string]string

type Error struct {
	Err  error
	Type uint64
	Meta any
}

func (msg Error) Error() string { return "" }

type Negotiate struct{}

type Param struct{}

type RecoveryFunc func(c *Context, err any)

func (group *RouterGroup) Static(relativePath string, root string) IRoutes { return nil }

func (group *RouterGroup) StaticFS(relativePath string, fs http.FileSystem) IRoutes { return nil }

func (group *RouterGroup) StaticFile(relativePath string, filepath string) IRoutes { return nil }

func (group *RouterGroup) StaticFileFS(relativePath string, filepath string, fs http.FileSystem) IRoutes {
	return nil
}
