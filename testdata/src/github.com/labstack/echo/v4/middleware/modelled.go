package middleware

import echo "github.com/labstack/echo/v4"

type RecoverConfig struct {
	LogErrorFunc LogErrorFunc
}

func BasicAuth(fn BasicAuthValidator) echo.MiddlewareFunc { return nil }

func BasicAuthWithConfig(config BasicAuthConfig) echo.MiddlewareFunc { return nil }

func KeyAuth(fn KeyAuthValidator) echo.MiddlewareFunc { return nil }

func KeyAuthWithConfig(config KeyAuthConfig) echo.MiddlewareFunc { return nil }

func Logger() echo.MiddlewareFunc { return nil }

func LoggerWithConfig(config LoggerConfig) echo.MiddlewareFunc { return nil }

func Recover() echo.MiddlewareFunc { return nil }

func RecoverWithConfig(config RecoverConfig) echo.MiddlewareFunc { return nil }

type BasicAuthConfig struct{}

type BasicAuthValidator func(string, string, echo.Context) (bool, error)

type KeyAuthConfig struct{}

type KeyAuthValidator func(auth string, c echo.Context) (bool, error)

type LogErrorFunc func(c echo.Context, err error, stack []byte) error

type LoggerConfig struct{}
