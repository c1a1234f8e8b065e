// Package csrf sets up CSRF middlewares.
package csrf

import (
	"net/http"
	"os"

	macaroncsrf "github.com/go-macaron/csrf"
	fibercsrf2 "github.com/gofiber/fiber/v2/middleware/csrf"
	fibercsrf3 "github.com/gofiber/fiber/v3/middleware/csrf"
	"github.com/gorilla/csrf"
	"github.com/justinas/nosurf"
	echo4 "github.com/labstack/echo/v4/middleware"
	echo5 "github.com/labstack/echo/v5/middleware"
)

func gorilla(key []byte, dev bool) {
	csrf.Protect(key)
	csrf.Protect(key, csrf.Secure(false)) // want `a CSRF cookie is written without Secure, so browsers send it over plain HTTP too: leave it on`
	csrf.Protect(key, csrf.Secure(!dev))
	csrf.Protect(key, csrf.HttpOnly(false))
	csrf.Protect(key, csrf.Secure(os.Getenv("CSRF_SECURE") == "true")) // want `a CSRF cookie has Secure only when the setting "CSRF_SECURE" says so`
}

func echo() {
	echo4.CSRF()                                                     // want `echo's CSRF middleware writes the CSRF cookie without Secure unless told otherwise: set CookieSecure: true`
	echo4.CSRFWithConfig(echo4.CSRFConfig{TokenLookup: "form:csrf"}) // want `echo's CSRF middleware writes the CSRF cookie without Secure`
	echo4.CSRFWithConfig(echo4.CSRFConfig{CookieSecure: true})
	echo4.CSRFWithConfig(echo4.CSRFConfig{CookieSecure: false}) // want `a CSRF cookie is written without Secure.*: set CookieSecure: true`
	echo4.CSRFWithConfig(echo4.CSRFConfig{CookieSecure: os.Getenv("ENV") == "production"})
	echo5.CSRFWithConfig(echo5.CSRFConfig{CookieHTTPOnly: true}) // want `echo's CSRF middleware writes the CSRF cookie without Secure`
	_, _ = echo5.CSRFConfig{CookieName: "x"}.ToMiddleware()      // want `echo's CSRF middleware writes the CSRF cookie without Secure`
}

func fiber() {
	fibercsrf2.New()                                                    // want `fiber's CSRF middleware writes the CSRF cookie without Secure unless told otherwise: set CookieSecure: true`
	fibercsrf2.New(fibercsrf2.Config{KeyLookup: "header:X-Csrf-Token"}) // want `fiber's CSRF middleware writes the CSRF cookie without Secure`
	fibercsrf2.New(fibercsrf2.Config{CookieSecure: true})
	fibercsrf3.New(fibercsrf3.Config{CookieSecure: true, CookieHTTPOnly: true})
	cfg := fibercsrf3.Config{CookieName: "x"}
	fibercsrf3.New(cfg) // want `fiber's CSRF middleware writes the CSRF cookie without Secure`
}

func macaron(path string, https bool) {
	macaroncsrf.Csrfer(macaroncsrf.Options{ // want `macaron's CSRF middleware writes the CSRF cookie without Secure unless told otherwise: set Secure: true`
		SetCookie:  true,
		CookiePath: path,
	})
	macaroncsrf.Csrfer(macaroncsrf.Options{SetCookie: true, Secure: https})
	macaroncsrf.Csrfer(macaroncsrf.Options{SetHeader: true})
	macaroncsrf.Csrfer()
}

func surf(h http.Handler) http.Handler {
	s := nosurf.New(h)
	s.SetBaseCookie(http.Cookie{Path: "/", HttpOnly: true}) // want `a CSRF cookie is written without Secure`
	t := nosurf.New(h)
	t.SetBaseCookie(http.Cookie{Path: "/", Secure: true})
	return t
}
