// Package middlewares sets up session middlewares.
package middlewares

import (
	"net/http"

	jwt "github.com/appleboy/gin-jwt/v2"
	macaron "github.com/go-macaron/session"
	fiber2 "github.com/gofiber/fiber/v2/middleware/session"
	"github.com/gofiber/fiber/v3/extractors"
	fiber3 "github.com/gofiber/fiber/v3/middleware/session"
)

type config struct{ secure bool }

func fiberTwo(cfg config) {
	fiber2.New()                                    // want `fiber's session store writes the session cookie without Secure and HttpOnly unless told otherwise: set CookieSecure: true and CookieHTTPOnly: true`
	fiber2.New(fiber2.Config{CookieHTTPOnly: true}) // want `fiber's session store writes the session cookie without Secure unless told otherwise`
	fiber2.New(fiber2.Config{CookieHTTPOnly: true, CookieSecure: cfg.secure})
	fiber2.New(fiber2.Config{CookieHTTPOnly: false, CookieSecure: true}) // want `a session cookie is written without HttpOnly`
	fiber2.New(fiber2.Config{KeyLookup: "header:X-Session"})
	fiber2.New(fiber2.Config{KeyLookup: "cookie:sid", CookieSecure: true}) // want `without HttpOnly unless`
}

func fiberThree() {
	fiber3.New() // want `fiber's session middleware writes the session cookie without Secure and HttpOnly`
	fiber3.NewStore(fiber3.Config{CookieSecure: true, CookieHTTPOnly: true})
	fiber3.NewStore(fiber3.Config{Extractor: extractors.FromHeader("X-Session")})
	fiber3.NewStore(fiber3.Config{Extractor: extractors.FromCookie("sid"), CookieSecure: true}) // want `without HttpOnly unless`
}

func tokens(secure bool) {
	_, _ = jwt.New(&jwt.GinJWTMiddleware{Realm: "x"})
	_, _ = jwt.New(&jwt.GinJWTMiddleware{SendCookie: true}) // want `gin-jwt writes the session cookie without Secure, HttpOnly and SameSite unless told otherwise: set SecureCookie: true, CookieHTTPOnly: true and CookieSameSite: http.SameSiteLaxMode`
	_, _ = jwt.New(&jwt.GinJWTMiddleware{                   // want `a session cookie is written without Secure`
		SendCookie:     true,
		SecureCookie:   false,
		CookieHTTPOnly: true,
		CookieSameSite: http.SameSiteLaxMode,
	})
	_, _ = jwt.New(&jwt.GinJWTMiddleware{SendCookie: true, SecureCookie: secure, CookieHTTPOnly: true, CookieSameSite: http.SameSiteStrictMode})
}

func sessioner(cfg config) {
	macaron.Sessioner() // want `macaron's session middleware writes the session cookie without Secure unless told otherwise: set Secure: true`
	macaron.Sessioner(macaron.Options{Secure: cfg.secure})
}
