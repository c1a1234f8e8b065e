package fiber

import (
	"mime/multipart"

	"github.com/valyala/fasthttp"
)

type Bind struct{}

type Error struct {
	Message string
}

type Group struct{}

type Redirect struct{}

type Register interface {
	Add(methods []string, handler any, handlers ...any) Register
	All(handler any, handlers ...any) Register
	Connect(handler any, handlers ...any) Register
	Delete(handler any, handlers ...any) Register
	Get(handler any, handlers ...any) Register
	Head(handler any, handlers ...any) Register
	Options(handler any, handlers ...any) Register
	Patch(handler any, handlers ...any) Register
	Post(handler any, handlers ...any) Register
	Put(handler any, handlers ...any) Register
	RouteChain(path string) Register
	Trace(handler any, handlers ...any) Register
}

func (app *App) Add(methods []string, path string, handler any, handlers ...any) Router { return nil }

func (app *App) All(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Connect(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Delete(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Head(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Options(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Patch(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Put(path string, handler any, handlers ...any) Router { return nil }

func (app *App) Route(prefix string, fn func(router Router), name ...string) Router { return nil }

func (app *App) RouteChain(path string) Register { return nil }

func (app *App) Trace(path string, handler any, handlers ...any) Router { return nil }

func (b *Bind) All(out any) error { return nil }

func (b *Bind) Body(out any) error { return nil }

func (b *Bind) CBOR(out any) error { return nil }

func (b *Bind) Cookie(out any) error { return nil }

func (b *Bind) Custom(name string, dest any) error { return nil }

func (b *Bind) Form(out any) error { return nil }

func (b *Bind) Header(out any) error { return nil }

func (b *Bind) JSON(out any) error { return nil }

func (b *Bind) MsgPack(out any) error { return nil }

func (b *Bind) Query(out any) error { return nil }

func (b *Bind) URI(out any) error { return nil }

func (b *Bind) XML(out any) error { return nil }

func (e *Error) Error() string { return "" }

func GetReqHeader[V GenericType](c Ctx, key string, defaultValue ...V) V { return *new(V) }

func (grp *Group) Add(methods []string, path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) All(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Connect(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Delete(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Get(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Group(prefix string, handlers ...any) Router { return nil }

func (grp *Group) Head(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Options(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Patch(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Post(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Put(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Route(prefix string, fn func(router Router), name ...string) Router { return nil }

func (grp *Group) RouteChain(path string) Register { return nil }

func (grp *Group) Trace(path string, handler any, handlers ...any) Router { return nil }

func (grp *Group) Use(args ...any) Router { return nil }

func Locals[V any](c Ctx, key any, value ...V) V { return *new(V) }

func NewError(code int, message ...string) *Error { return nil }

func NewErrorf(code int, message ...any) *Error { return nil }

func Params[V GenericType](c Ctx, key string, defaultValue ...V) V { return *new(V) }

func Query[V GenericType](c Ctx, key string, defaultValue ...V) V { return *new(V) }

func (r *Redirect) To(location string) error { return nil }

func StoreInContext(c Ctx, key any, value any) {}

func ValueFromContext[T any](ctx any, key any) (T, bool) { return *new(T), false }

type GenericType interface {
	GenericTypeInteger | GenericTypeFloat | bool | string | []byte
}

type Range struct{}

type Req interface {
	Accepts(offers ...string) string
	AcceptsCharsets(offers ...string) string
	AcceptsEncodings(offers ...string) string
	AcceptsLanguages(offers ...string) string
	AcceptsLanguagesExtended(offers ...string) string
	App() *App
	BaseURL() string
	Body() []byte
	BodyRaw() []byte
	Cookies(key string, defaultValue ...string) string
	FormFile(key string) (*multipart.FileHeader, error)
	FormValue(key string, defaultValue ...string) string
	Fresh() bool
	Get(key string, defaultValue ...string) string
	GetHeaders() map[string][]string
	Host() string
	Hostname() string
	IP() string
	IPs() []string
	Is(extension string) bool
	IsFromLocal() bool
	IsProxyTrusted() bool
	Locals(key any, value ...any) any
	Method(override ...string) string
	MultipartForm() (*multipart.Form, error)
	OriginalURL() string
	Params(key string, defaultValue ...string) string
	Port() string
	Protocol() string
	Queries() map[string]string
	Query(key string, defaultValue ...string) string
	Range(size int64) (Range, error)
	Request() *fasthttp.Request
	RequestCtx() *fasthttp.RequestCtx
	Route() *Route
	Scheme() string
	Stale() bool
	Subdomains(offset ...int) []string
}

type ResFmt struct{}

type Route struct{}

type SendFile struct{}

type GenericTypeFloat interface {
	float32 | float64
}

type GenericTypeInteger interface {
	GenericTypeIntegerSigned | GenericTypeIntegerUnsigned
}

type GenericTypeIntegerSigned interface {
	int | int8 | int16 | int32 | int64
}

type GenericTypeIntegerUnsigned interface {
	uint | uint8 | uint16 | uint32 | uint64
}

func (app *App) Name(name string) Router { return nil }

func (grp *Group) Name(name string) Router { return nil }
