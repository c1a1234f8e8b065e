// Package fiber is a stub with the signatures of github.com/gofiber/fiber/v3.
package fiber

import "time"

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
}

type Ctx interface {
	Next() error
	Get(key string, def ...string) string
	Set(key, val string)
	Append(field string, values ...string)
	Params(key string, def ...string) string
	Query(key string, def ...string) string
	FormValue(key string, def ...string) string
	Locals(key any, value ...any) any
	Scheme() string
	Secure() bool
	Status(code int) Ctx
	JSON(data any, ctype ...string) error
	SendString(body string) error
	SendStatus(code int) error
	Cookie(cookie *Cookie)
	Cookies(key string, def ...string) string
	ClearCookie(key ...string)
	Res() Res
}

type Config struct {
	AppName      string
	ErrorHandler func(Ctx, error) error
}

type Router interface {
	Use(args ...any) Router
	Get(path string, handler any, handlers ...any) Router
	Post(path string, handler any, handlers ...any) Router
}

type App struct{}

func New(config ...Config) *App { return nil }

func (a *App) Use(args ...any) Router                                { return nil }
func (a *App) Group(prefix string, handlers ...any) Router           { return nil }
func (a *App) Get(path string, handler any, handlers ...any) Router  { return nil }
func (a *App) Post(path string, handler any, handlers ...any) Router { return nil }
func (a *App) Listen(addr string) error                              { return nil }
