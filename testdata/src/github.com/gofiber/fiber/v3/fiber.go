// Package fiber is a stub with the signatures of github.com/gofiber/fiber/v3.
package fiber

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"mime/multipart"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	HeaderOrigin                        = "Origin"
	HeaderSetCookie                     = "Set-Cookie"
	HeaderAccessControlAllowOrigin      = "Access-Control-Allow-Origin"
	HeaderAccessControlAllowCredentials = "Access-Control-Allow-Credentials"
)

type (
	Handler = func(Ctx) error
	Map     map[string]any
)

type Storage interface {
	Get(key string) ([]byte, error)
	Set(key string, val []byte, exp time.Duration) error

	Close() error
	Delete(key string) error
	DeleteWithContext(ctx context.Context, key string) error
	GetWithContext(ctx context.Context, key string) ([]byte, error)
	Reset() error
	ResetWithContext(ctx context.Context) error
	SetWithContext(ctx context.Context, key string, val []byte, exp time.Duration) error
}

type Ctx interface {
	Next() error
	Get(key string, defaultValue ...string) string
	Set(key, val string)
	Append(field string, values ...string)
	Params(key string, defaultValue ...string) string
	Query(key string, defaultValue ...string) string
	FormValue(key string, defaultValue ...string) string
	Locals(key any, value ...any) any
	Scheme() string
	Secure() bool
	Status(status int) Ctx
	JSON(data any, ctype ...string) error
	SendString(body string) error
	SendStatus(status int) error
	Cookie(cookie *Cookie)
	Cookies(key string, defaultValue ...string) string
	ClearCookie(key ...string)
	Res() Res

	Abandon()
	AcceptEncoding() string
	AcceptLanguage() string
	Accepts(offers ...string) string
	AcceptsCharsets(offers ...string) string
	AcceptsEncodings(offers ...string) string
	AcceptsEventStream() bool
	AcceptsHTML() bool
	AcceptsJSON() bool
	AcceptsLanguages(offers ...string) string
	AcceptsLanguagesExtended(offers ...string) string
	AcceptsXML() bool
	App() *App
	Attachment(filename ...string)
	AutoFormat(body any) error
	BaseURL() string
	Bind() *Bind
	Body() []byte
	BodyRaw() []byte
	CBOR(data any, ctype ...string) error
	Charset() string
	ClientHelloInfo() *tls.ClientHelloInfo
	Context() context.Context
	Deadline() (time.Time, bool)
	Done() <-chan struct{}
	Download(file string, filename ...string) error
	Drop() error
	End() error
	Err() error
	ForceRelease()
	FormFile(key string) (*multipart.FileHeader, error)
	Format(handlers ...ResFmt) error
	Fresh() bool
	FullPath() string
	FullURL() string
	GetHeaders() map[string][]string
	GetReqHeaders() map[string][]string
	GetRespHeader(key string, defaultValue ...string) string
	GetRespHeaders() map[string][]string
	GetRouteURL(routeName string, params Map) (string, error)
	HasBody() bool
	HasHeader(key string) bool
	Host() string
	Hostname() string
	IP() string
	IPs() []string
	Is(extension string) bool
	IsAbandoned() bool
	IsForm() bool
	IsFromLocal() bool
	IsJSON() bool
	IsMiddleware() bool
	IsMultipart() bool
	IsPreflight() bool
	IsProxyTrusted() bool
	IsWebSocket() bool
	JSONP(data any, callback ...string) error
	Links(link ...string)
	Location(path string)
	Matched() bool
	MediaType() string
	Method(override ...string) string
	MsgPack(data any, ctype ...string) error
	MultipartForm() (*multipart.Form, error)
	OriginalURL() string
	OverrideParam(name string, value string)
	Path(override ...string) string
	Port() string
	Protocol() string
	Queries() map[string]string
	Range(size int64) (Range, error)
	Redirect() *Redirect
	Referer() string
	Render(name string, bind any, layouts ...string) error
	Req() Req
	Request() *fasthttp.Request
	RequestCtx() *fasthttp.RequestCtx
	RequestID() string
	Reset(fctx *fasthttp.RequestCtx)
	Response() *fasthttp.Response
	RestartRouting() error
	Route() *Route
	SaveFile(fileheader *multipart.FileHeader, path string) error
	SaveFileToStorage(fileheader *multipart.FileHeader, path string, storage Storage) error
	Send(body []byte) error
	SendEarlyHints(hints []string) error
	SendFile(file string, config ...SendFile) error
	SendStream(stream io.Reader, size ...int) error
	SendStreamWriter(streamWriter func(*bufio.Writer)) error
	SetContext(ctx context.Context)
	Stale() bool
	String() string
	Subdomains(offset ...int) []string
	Type(extension string, charset ...string) Ctx
	UserAgent() string
	Value(key any) any
	Vary(fields ...string)
	ViewBind(vars Map) error
	Write(p []byte) (int, error)
	WriteString(s string) (int, error)
	Writef(f string, a ...any) (int, error)
	XHR() bool
	XML(data any) error
}

type Config struct {
	AppName      string
	ErrorHandler func(Ctx, error) error
}

type Router interface {
	Use(args ...any) Router
	Get(path string, handler any, handlers ...any) Router
	Post(path string, handler any, handlers ...any) Router

	Add(methods []string, path string, handler any, handlers ...any) Router
	All(path string, handler any, handlers ...any) Router
	Connect(path string, handler any, handlers ...any) Router
	Delete(path string, handler any, handlers ...any) Router
	Group(prefix string, handlers ...any) Router
	Head(path string, handler any, handlers ...any) Router
	Name(name string) Router
	Options(path string, handler any, handlers ...any) Router
	Patch(path string, handler any, handlers ...any) Router
	Put(path string, handler any, handlers ...any) Router
	Route(prefix string, fn func(router Router), name ...string) Router
	RouteChain(path string) Register
	Trace(path string, handler any, handlers ...any) Router
}

type App struct{}

func New(config ...Config) *App { return nil }

func (a *App) Use(args ...any) Router                                { return nil }
func (a *App) Group(prefix string, handlers ...any) Router           { return nil }
func (a *App) Get(path string, handler any, handlers ...any) Router  { return nil }
func (a *App) Post(path string, handler any, handlers ...any) Router { return nil }
func (a *App) Listen(addr string) error                              { return nil }
