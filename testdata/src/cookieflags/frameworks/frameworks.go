// Package frameworks writes cookies by the other frameworks' functions.
package frameworks

import (
	"net/http"
	"time"

	beego "github.com/beego/beego/v2/server/web/context"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/protocol"
	fiber2 "github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	echo4 "github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"github.com/valyala/fasthttp"
	"gopkg.in/macaron.v1"
)

func echoFour(c echo4.Context, id string) error {
	cookie := new(http.Cookie)
	cookie.Name = "session"
	cookie.Value = id
	cookie.Secure = c.IsTLS()
	c.SetCookie(cookie) // want `without HttpOnly` `without SameSite`
	cookie.HttpOnly = true
	cookie.SameSite = http.SameSiteLaxMode
	c.SetCookie(cookie)
	if sent, err := c.Cookie("session"); err == nil {
		sent.MaxAge = -1
		c.SetCookie(sent)
	}
	return c.NoContent(http.StatusOK)
}

func echoFive(c *echo5.Context, id string) error {
	c.SetCookie(&http.Cookie{Name: "session", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}) // want `without Secure`
	c.SetCookie(&http.Cookie{Name: "session", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: c.Scheme() == "https"})
	return nil
}

func fiberTwo(c *fiber2.Ctx, id string) error {
	c.Cookie(&fiber2.Cookie{Name: "session", Value: id})                                                     // want `without Secure` `without HttpOnly.*: set HTTPOnly: true`
	c.Cookie(&fiber2.Cookie{Name: "session", Value: id, Secure: true, HTTPOnly: true, SameSite: "disabled"}) // want `without SameSite.*: leave SameSite empty, which is "Lax"`
	c.Cookie(&fiber2.Cookie{Name: "session", Value: id, Secure: true, HTTPOnly: true, SameSite: "None"})
	c.Cookie(&fiber2.Cookie{Name: "session", Expires: time.Now().Add(-time.Hour)})
	c.Cookie(&fiber2.Cookie{Name: "session", Value: id, Secure: c.Protocol() == "https", HTTPOnly: true})
	c.Append("Set-Cookie", "session="+id) // want `without Secure` `without HttpOnly` `without SameSite`
	return nil
}

func fiberThree(c fiber3.Ctx, id string) error {
	c.Cookie(&fiber3.Cookie{Name: "session", Value: id, Secure: true}) // want `without HttpOnly`
	c.Cookie(&fiber3.Cookie{Name: "session", Value: id, Secure: true, HTTPOnly: true})
	c.Res().Cookie(&fiber3.Cookie{Name: "session", Value: id, Secure: true}) // want `without HttpOnly`
	return nil
}

func fast(ctx *fasthttp.RequestCtx, id string, remember bool) {
	c := fasthttp.AcquireCookie()
	defer fasthttp.ReleaseCookie(c)
	c.SetKey("session")
	c.SetValue(id)
	ctx.Response.Header.SetCookie(c) // want `session cookie "session" is written without Secure.*: call SetSecure\(true\)` `without HttpOnly` `without SameSite`
	c.SetSecure(true)
	c.SetHTTPOnly(true)
	c.SetSameSite(fasthttp.CookieSameSiteLaxMode)
	ctx.Response.Header.SetCookie(c)

	var d fasthttp.Cookie
	d.SetKey("session")
	d.SetValue(id)
	d.SetSameSite(fasthttp.CookieSameSiteNoneMode)
	if remember {
		d.SetHTTPOnly(true)
	}
	ctx.Response.Header.SetCookie(&d) // want `without HttpOnly on some paths`

	e := fasthttp.AcquireCookie()
	e.SetKey("session")
	e.SetExpire(fasthttp.CookieExpireDelete)
	ctx.Response.Header.SetCookie(e)

	f := fasthttp.AcquireCookie()
	fill(f)
	ctx.Response.Header.SetCookie(f)
}

func fill(c *fasthttp.Cookie) {}

func hertzHeader(h *protocol.ResponseHeader, id string) {
	c := protocol.AcquireCookie()
	c.SetKey("session")
	c.SetValue(id)
	c.SetSecure(true)
	c.SetSameSite(protocol.CookieSameSiteStrictMode)
	h.SetCookie(c) // want `without HttpOnly`
}

func hertz(ctx *app.RequestContext, id string) {
	ctx.SetCookie("session", id, 0, "/", "", protocol.CookieSameSiteLaxMode, true, true)
	ctx.SetCookie("session", id, 0, "/", "", protocol.CookieSameSiteDisabled, true, false) // want `without HttpOnly` `without SameSite.*: pass protocol.CookieSameSiteLaxMode`
}

func inMacaron(ctx *macaron.Context, id string, secure bool) {
	ctx.SetCookie("session", id)                               // want `without Secure` `without HttpOnly` `without SameSite`
	ctx.SetCookie("session", id, 86400, "/", "", secure, true) // want `without SameSite`
	ctx.SetSuperSecureCookie("x", "remember", id, 86400, "/")  // want `session cookie "remember" is written without Secure` `without HttpOnly` `without SameSite`
	ctx.SetCookie("session", "", -1, "/")
	ctx.SetCookie("session", id, func(c *http.Cookie) { c.Secure = true })
}

func inBeego(ctx *beego.Context, id string) {
	ctx.SetCookie("session", id, 3600, "/", "", true, true, "Lax")
	ctx.Output.Cookie("session", id, 3600, "/", "", true, true) // want `without SameSite.*: pass "Lax" as the eighth argument`
}
