// Package fiber is a stub with the signatures of github.com/gofiber/fiber/v2.
package fiber

import "time"

const (
	HeaderOrigin                        = "Origin"
	HeaderSetCookie                     = "Set-Cookie"
	HeaderAccessControlAllowOrigin      = "Access-Control-Allow-Origin"
	HeaderAccessControlAllowCredentials = "Access-Control-Allow-Credentials"
)

type (
	Handler = func(*Ctx) error
	Map     map[string]any
)

type Storage interface {
	Get(key string) ([]byte, error)
	Set(key string, val []byte, exp time.Duration) error
}

type Ctx struct{}

func (c *Ctx) Next() error                                         { return nil }
func (c *Ctx) Get(key string, defaultValue ...string) string       { return "" }
func (c *Ctx) Set(key, val string)                                 {}
func (c *Ctx) Append(field string, values ...string)               {}
func (c *Ctx) Params(key string, defaultValue ...string) string    { return "" }
func (c *Ctx) Query(key string, defaultValue ...string) string     { return "" }
func (c *Ctx) FormValue(key string, defaultValue ...string) string { return "" }
func (c *Ctx) BodyParser(out any) error                            { return nil }
func (c *Ctx) Locals(key any, value ...any) any                    { return nil }
func (c *Ctx) Protocol() string                                    { return "" }
func (c *Ctx) Secure() bool                                        { return false }
func (c *Ctx) Status(status int) *Ctx                              { return nil }
func (c *Ctx) JSON(data any, ctype ...string) error                { return nil }
func (c *Ctx) SendString(body string) error                        { return nil }
func (c *Ctx) SendStatus(status int) error                         { return nil }
func (c *Ctx) Redirect(location string, status ...int) error       { return nil }

type Config struct {
	AppName      string
	ErrorHandler func(*Ctx, error) error
}

type Router interface {
	Use(args ...any) Router
	Get(path string, handlers ...Handler) Router
	Post(path string, handlers ...Handler) Router

	Add(method string, path string, handlers ...Handler) Router
	All(path string, handlers ...Handler) Router
	Connect(path string, handlers ...Handler) Router
	Delete(path string, handlers ...Handler) Router
	Group(prefix string, handlers ...Handler) Router
	Head(path string, handlers ...Handler) Router
	Mount(prefix string, fiber *App) Router
	Name(name string) Router
	Options(path string, handlers ...Handler) Router
	Patch(path string, handlers ...Handler) Router
	Put(path string, handlers ...Handler) Router
	Route(prefix string, fn func(router Router), name ...string) Router
	Static(prefix string, root string, config ...Static) Router
	Trace(path string, handlers ...Handler) Router
}

type App struct{}

func New(config ...Config) *App { return nil }

func (a *App) Use(args ...any) Router                          { return nil }
func (a *App) Group(prefix string, handlers ...Handler) Router { return nil }
func (a *App) Get(path string, handlers ...Handler) Router     { return nil }
func (a *App) Post(path string, handlers ...Handler) Router    { return nil }
func (a *App) Options(path string, handlers ...Handler) Router { return nil }
func (a *App) Listen(addr string) error                        { return nil }
