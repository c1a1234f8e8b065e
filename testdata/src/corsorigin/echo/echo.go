// Package echo holds both versions of echo: the header and the middleware.
package echo

import (
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	echo5 "github.com/labstack/echo/v5"
	middleware5 "github.com/labstack/echo/v5/middleware"
)

func session(c echo.Context) { c.Cookie("session") }

func header(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, c.Request().Header.Get(echo.HeaderOrigin)) // want `as the user`
	c.Response().Header().Set(echo.HeaderAccessControlAllowCredentials, "true")
	return nil
}

func header5(c *echo5.Context) error {
	c.Response().Header().Set(echo5.HeaderAccessControlAllowOrigin, "*") // want `every website`
	return nil
}

func use(e *echo.Echo) {
	e.Use(middleware.CORS())                                       // want `no origins are named, which means every website`
	e.Use(middleware.CORSWithConfig(middleware.DefaultCORSConfig)) // want `no origins are named`
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins: []string{"https://portal.example.com", "*"}, // want `every website`
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{ // want `no origins are named`
		AllowMethods: []string{"GET"},
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:     []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:                             []string{"*"}, // want `the caller's own origin is allowed.*as the user`
		AllowCredentials:                         true,
		UnsafeWildcardOriginWithAllowCredentials: true,
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc:  func(origin string) (bool, error) { return true, nil }, // want `accepts every origin`
		AllowCredentials: true,
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins: []string{
			"https://*.example.com",
			"https://*example.com", // want `an attacker's https://evilexample.com passes`
			"https://portal-?.example.com",
		},
	}))
	// The function decides; the list is not read.
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins: []string{"*"},
		AllowOriginFunc: func(origin string) (bool, error) {
			return strings.HasSuffix(origin, ".example.com"), nil
		},
	}))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:     []string{"https://portal.example.com"},
		AllowCredentials: true,
	}))
}

func use5(e *echo5.Echo, origins []string) {
	e.Use(middleware5.CORS("*")) // want `every website`
	e.Use(middleware5.CORS("https://portal.example.com"))
	e.Use(middleware5.CORS(origins...))
	e.Use(middleware5.CORSWithConfig(middleware5.CORSConfig{
		AllowOrigins:     []string{"*"}, // want `the library refuses to start`
		AllowCredentials: true,
	}))
	e.Use(middleware5.CORSWithConfig(middleware5.CORSConfig{}))
	e.Use(middleware5.CORSWithConfig(middleware5.CORSConfig{
		UnsafeAllowOriginFunc: func(c *echo5.Context, origin string) (string, bool, error) {
			return origin, true, nil // want `accepts every origin`
		},
		AllowCredentials: true,
	}))
	e.Use(middleware5.CORSWithConfig(middleware5.CORSConfig{
		UnsafeAllowOriginFunc: func(c *echo5.Context, origin string) (string, bool, error) {
			if origin == "https://portal.example.com" {
				return origin, true, nil
			}
			return "", false, nil
		},
	}))
	mw, err := middleware5.CORSConfig{AllowOrigins: []string{"*"}}.ToMiddleware() // want `every website`
	_, _ = mw, err
}
