package fiber

import (
	"bufio"
	"io"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	CookieSameSiteDisabled   = "disabled"
	CookieSameSiteLaxMode    = "Lax"
	CookieSameSiteStrictMode = "Strict"
	CookieSameSiteNoneMode   = "None"
)

type Cookie struct {
	Expires     time.Time
	Name        string
	Value       string
	Path        string
	Domain      string
	SameSite    string
	MaxAge      int
	Secure      bool
	HTTPOnly    bool
	Partitioned bool
	SessionOnly bool
}

// Res is the response's side of a Ctx.
type Res interface {
	Cookie(cookie *Cookie)
	Set(key, val string)
	Append(field string, values ...string)

	App() *App
	Attachment(filename ...string)
	AutoFormat(body any) error
	CBOR(data any, ctype ...string) error
	ClearCookie(key ...string)
	Download(file string, filename ...string) error
	Drop() error
	End() error
	Format(handlers ...ResFmt) error
	Get(key string, defaultValue ...string) string
	GetHeaders() map[string][]string
	GetRouteURL(routeName string, params Map) (string, error)
	JSON(data any, ctype ...string) error
	JSONP(data any, callback ...string) error
	Links(link ...string)
	Location(path string)
	MsgPack(data any, ctype ...string) error
	OriginalURL() string
	Redirect() *Redirect
	Render(name string, bind any, layouts ...string) error
	RequestCtx() *fasthttp.RequestCtx
	Response() *fasthttp.Response
	Send(body []byte) error
	SendEarlyHints(hints []string) error
	SendFile(file string, config ...SendFile) error
	SendStatus(status int) error
	SendStream(stream io.Reader, size ...int) error
	SendStreamWriter(streamWriter func(*bufio.Writer)) error
	SendString(body string) error
	Status(status int) Ctx
	Type(extension string, charset ...string) Ctx
	Vary(fields ...string)
	ViewBind(vars Map) error
	Write(p []byte) (int, error)
	WriteString(s string) (int, error)
	Writef(f string, a ...any) (int, error)
	XML(data any) error
}
