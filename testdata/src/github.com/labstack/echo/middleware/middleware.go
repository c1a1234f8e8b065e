// Package middleware is a stub with the signatures of github.com/labstack/echo/middleware.
package middleware

import (
	"github.com/labstack/echo"
)

type BasicAuthConfig struct{}

type BasicAuthValidator func(string, string, echo.Context) (bool, error)

type KeyAuthConfig struct{}

type KeyAuthValidator func(string, echo.Context) (bool, error)

type LoggerConfig struct{}

type RecoverConfig struct{}

func BasicAuth(fn BasicAuthValidator) echo.MiddlewareFunc { return nil }

func BasicAuthWithConfig(config BasicAuthConfig) echo.MiddlewareFunc { return nil }

func KeyAuth(fn KeyAuthValidator) echo.MiddlewareFunc { return nil }

func KeyAuthWithConfig(config KeyAuthConfig) echo.MiddlewareFunc { return nil }

func Logger() echo.MiddlewareFunc { return nil }

func LoggerWithConfig(config LoggerConfig) echo.MiddlewareFunc { return nil }

func Recover() echo.MiddlewareFunc { return nil }

func RecoverWithConfig(config RecoverConfig) echo.MiddlewareFunc { return nil }
