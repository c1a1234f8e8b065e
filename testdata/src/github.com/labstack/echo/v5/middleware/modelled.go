package middleware

import echo "github.com/labstack/echo/v5"

func BasicAuth(fn BasicAuthValidator) echo.MiddlewareFunc { return nil }

func BasicAuthWithConfig(config BasicAuthConfig) echo.MiddlewareFunc { return nil }

func KeyAuth(fn KeyAuthValidator) echo.MiddlewareFunc { return nil }

func KeyAuthWithConfig(config KeyAuthConfig) echo.MiddlewareFunc { return nil }

func Recover() echo.MiddlewareFunc { return nil }

func RecoverWithConfig(config RecoverConfig) echo.MiddlewareFunc { return nil }

func RequestLogger() echo.MiddlewareFunc { return nil }

func RequestLoggerWithConfig(config RequestLoggerConfig) echo.MiddlewareFunc { return nil }

type BasicAuthConfig struct{}

type BasicAuthValidator func(c *echo.Context, user string, password string) (bool, error)

type KeyAuthConfig struct{}

type KeyAuthValidator func(c *echo.Context, key string, source ExtractorSource) (bool, error)

type RecoverConfig struct{}

type RequestLoggerConfig struct{}

type ExtractorSource string
