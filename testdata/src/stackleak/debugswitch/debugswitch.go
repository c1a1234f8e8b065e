// Package debugswitch turns the debug mode of frameworks on and off.
package debugswitch

import (
	"os"
	"strconv"

	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

func constant() *echo.Echo {
	e := echo.New()
	e.Debug = true // want `Echo.Debug is on: answers carry the texts of errors; let it follow the environment`
	return e
}

func off() *echo.Echo {
	e := echo.New()
	e.Debug = false
	return e
}

func developing() *echo.Echo {
	e := echo.New()
	if os.Getenv("APP_ENV") == "development" {
		e.Debug = true
	}
	return e
}

func following(debug bool) *echo.Echo {
	e := echo.New()
	e.Debug = debug
	return e
}

func environment() *echo.Echo {
	e := echo.New()
	e.Debug, _ = strconv.ParseBool(os.Getenv("DEBUG"))
	return e
}

func getenv(name, fallback string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return fallback
}

func byDefault() *echo.Echo {
	e := echo.New()
	e.Debug = getenv("APP_DEBUG", "true") == "true" // want `Echo.Debug is on by default \(APP_DEBUG\)`
	return e
}

func handled() *echo.Echo {
	e := echo.New()
	//launchlint:ignore stackleak/debug-switch only the staging server runs it
	e.Debug = true
	return e
}

func five() *echo5.Echo {
	e := echo5.New()
	e.HTTPErrorHandler = echo5.DefaultHTTPErrorHandler(true) // want `DefaultHTTPErrorHandler`
	return e
}

func fiveOff() *echo5.Echo {
	e := echo5.New()
	e.HTTPErrorHandler = echo5.DefaultHTTPErrorHandler(false)
	return e
}
