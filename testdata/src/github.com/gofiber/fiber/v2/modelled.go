package fiber

import (
	"context"
	"io"
	"mime/multipart"

	"github.com/valyala/fasthttp"
)

type Error struct {
	Code    int
	Message string
}

type Group struct{}

func (app *App) Add(method string, path string, handlers ...Handler) Router { return nil }

func (app *App) All(path string, handlers ...Handler) Router { return nil }

func (app *App) Connect(path string, handlers ...Handler) Router { return nil }

func (app *App) Delete(path string, handlers ...Handler) Router { return nil }

func (app *App) Head(path string, handlers ...Handler) Router { return nil }

func (app *App) Mount(prefix string, subApp *App) Router { return nil }

func (app *App) Patch(path string, handlers ...Handler) Router { return nil }

func (app *App) Put(path string, handlers ...Handler) Router { return nil }

func (app *App) Route(prefix string, fn func(router Router), name ...string) Router { return nil }

func (app *App) Trace(path string, handlers ...Handler) Router { return nil }

func (c *Ctx) AllParams() map[string]string { return nil }

func (c *Ctx) Body() []byte { return nil }

func (c *Ctx) BodyRaw() []byte { return nil }

func (c *Ctx) Context() *fasthttp.RequestCtx { return nil }

func (c *Ctx) CookieParser(out any) error { return nil }

func (c *Ctx) FormFile(key string) (*multipart.FileHeader, error) { return nil, nil }

func (c *Ctx) Format(body any) error { return nil }

func (c *Ctx) GetReqHeaders() map[string][]string { return nil }

func (c *Ctx) Hostname() string { return "" }

func (c *Ctx) IP() string { return "" }

func (c *Ctx) IPs() []string { return nil }

func (c *Ctx) JSONP(data any, callback ...string) error { return nil }

func (c *Ctx) MultipartForm() (*multipart.Form, error) { return nil, nil }

func (c *Ctx) OriginalURL() string { return "" }

func (c *Ctx) ParamsInt(key string, defaultValue ...int) (int, error) { return 0, nil }

func (c *Ctx) ParamsParser(out any) error { return nil }

func (c *Ctx) Path(override ...string) string { return "" }

func (c *Ctx) Queries() map[string]string { return nil }

func (c *Ctx) QueryBool(key string, defaultValue ...bool) bool { return false }

func (c *Ctx) QueryFloat(key string, defaultValue ...float64) float64 { return 0 }

func (c *Ctx) QueryInt(key string, defaultValue ...int) int { return 0 }

func (c *Ctx) QueryParser(out any) error { return nil }

func (c *Ctx) Render(name string, bind any, layouts ...string) error { return nil }

func (c *Ctx) ReqHeaderParser(out any) error { return nil }

func (c *Ctx) Send(body []byte) error { return nil }

func (c *Ctx) SendStream(stream io.Reader, size ...int) error { return nil }

func (c *Ctx) Subdomains(offset ...int) []string { return nil }

func (c *Ctx) UserContext() context.Context { return nil }

func (c *Ctx) Write(p []byte) (int, error) { return 0, nil }

func (c *Ctx) WriteString(s string) (int, error) { return 0, nil }

func (c *Ctx) Writef(f string, a ...any) (int, error) { return 0, nil }

func (c *Ctx) XML(data any) error { return nil }

func (e *Error) Error() string { return "" }

func (grp *Group) Add(method string, path string, handlers ...Handler) Router { return nil }

func (grp *Group) All(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Connect(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Delete(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Get(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Group(prefix string, handlers ...Handler) Router { return nil }

func (grp *Group) Head(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Mount(prefix string, subApp *App) Router { return nil }

func (grp *Group) Options(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Patch(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Post(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Put(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Route(prefix string, fn func(router Router), name ...string) Router { return nil }

func (grp *Group) Trace(path string, handlers ...Handler) Router { return nil }

func (grp *Group) Use(args ...any) Router { return nil }

func NewError(code int, message ...string) *Error { return nil }

type Static struct{}

func (app *App) Name(name string) Router { return nil }

func (app *App) Static(prefix string, root string, config ...Static) Router { return nil }

func (grp *Group) Name(name string) Router { return nil }

func (grp *Group) Static(prefix string, root string, config ...Static) Router { return nil }
