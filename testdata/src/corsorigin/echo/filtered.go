package echo

import (
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// secureOnly may return an empty list, which means everyone to the middleware.
func secureOnly(urls []string) []string {
	out := make([]string, 0, len(urls))
	for _, u := range urls {
		if strings.HasPrefix(u, "https://") {
			out = append(out, u)
		}
	}
	return out
}

// Whoever asks for the length first has thought of that.
func onlyWhenGiven(e *echo.Echo, urls []string) {
	if origins := secureOnly(urls); len(origins) > 0 {
		e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: origins}))
	}
}

func whenNoneAreGiven(e *echo.Echo) {
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{}})) // want `no origins are named`
}
