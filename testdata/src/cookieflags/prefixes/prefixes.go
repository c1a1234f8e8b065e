// Package prefixes writes cookies that browsers hold to more.
package prefixes

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
)

func host(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})                                      // want `browsers refuse cookie "__Host-sid", whose prefix __Host- promises Secure, Path=/ and no Domain: set Secure: true`
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Path: "/app", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})                     // want `browsers refuse cookie "__Host-sid".*: set the path to "/"`
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})                                   // want `browsers refuse cookie "__Host-sid".*: set the path to "/"`
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Path: "/", Domain: "example.com", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}) // want `browsers refuse cookie "__Host-sid".*: leave the domain empty`
	http.SetCookie(w, &http.Cookie{Name: "__secure-sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode})                                               // want `browsers refuse cookie "__secure-sid", whose prefix __Secure- promises Secure: set Secure: true`
	http.SetCookie(w, &http.Cookie{Name: "__Secure-sid", Value: id, Domain: "example.com", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "__Http-theme", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}) // want `browsers refuse cookie "__Http-theme", whose prefix __Http- promises Secure and HttpOnly: set HttpOnly: true`
}

func unknown(w http.ResponseWriter, id, domain string, secure bool) {
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, Path: "/", Domain: domain, Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// gin writes Path=/ for an empty path.
func ginned(c *gin.Context, id string) {
	c.SetSameSite(http.SameSiteLaxMode)
	c.SetCookie("__Host-sid", id, 0, "", "", true, true)
	c.SetCookie("__Host-sid", id, 0, "", "", false, true) // want `browsers refuse cookie "__Host-sid".*: pass true for secure`
}

func fibered(c *fiber.Ctx, id string) {
	c.Cookie(&fiber.Cookie{Name: "__Host-sid", Value: id, Secure: true, HTTPOnly: true}) // want `browsers refuse cookie "__Host-sid".*: set the path to "/"`
	c.Cookie(&fiber.Cookie{Name: "__Host-sid", Value: id, Path: "/", Secure: true, HTTPOnly: true})
}

func crossSite(w http.ResponseWriter, id string, dev bool) {
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteNoneMode}) // want `session cookie "sid" has SameSite=None without Secure, and browsers drop such cookies: set Secure: true`
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteNoneMode, Secure: true})
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteNoneMode, Secure: !dev})
	c := &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if !dev {
		c.SameSite, c.Secure = http.SameSiteNoneMode, true
	}
	http.SetCookie(w, c)
}

// fiber turns Secure on for SameSite=None.
func fiberNone(c *fiber.Ctx, id string) {
	c.Cookie(&fiber.Cookie{Name: "sid", Value: id, HTTPOnly: true, SameSite: fiber.CookieSameSiteNoneMode})
}

func accepted(w http.ResponseWriter, id string) {
	//launchlint:ignore cookieflags/host-prefix a probe of what browsers refuse
	http.SetCookie(w, &http.Cookie{Name: "__Host-sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	//launchlint:ignore cookieflags/samesite-none a probe of what browsers refuse
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteNoneMode})
}
