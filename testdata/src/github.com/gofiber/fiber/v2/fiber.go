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

func (c *Ctx) Next() error                                   { return nil }
func (c *Ctx) Get(key string, def ...string) string          { return "" }
func (c *Ctx) Set(key, val string)                           {}
func (c *Ctx) Append(field string, values ...string)         {}
func (c *Ctx) Params(key string, def ...string) string       { return "" }
func (c *Ctx) Query(key string, def ...string) string        { return "" }
func (c *Ctx) FormValue(key string, def ...string) string    { return "" }
func (c *Ctx) BodyParser(out any) error                      { return nil }
func (c *Ctx) Locals(key any, value ...any) any              { return nil }
func (c *Ctx) Protocol() string                              { return "" }
func (c *Ctx) Secure() bool                                  { return false }
func (c *Ctx) Status(code int) *Ctx                          { return c }
func (c *Ctx) JSON(data any) error                           { return nil }
func (c *Ctx) SendString(body string) error                  { return nil }
func (c *Ctx) SendStatus(code int) error                     { return nil }
func (c *Ctx) Redirect(location string, status ...int) error { return nil }

type Config struct {
	AppName      string
	ErrorHandler func(*Ctx, error) error
}

type Router interface {
	Use(args ...any) Router
	Get(path string, handlers ...Handler) Router
	Post(path string, handlers ...Handler) Router
}

type App struct{}

func New(config ...Config) *App { return nil }

func (a *App) Use(args ...any) Router                          { return nil }
func (a *App) Group(prefix string, handlers ...Handler) Router { return nil }
func (a *App) Get(path string, handlers ...Handler) Router     { return nil }
func (a *App) Post(path string, handlers ...Handler) Router    { return nil }
func (a *App) Options(path string, handlers ...Handler) Router { return nil }
func (a *App) Listen(addr string) error                        { return nil }
