package gin

import "net/http"

func (c *Context) SetSameSite(samesite http.SameSite) {}

func (c *Context) SetCookie(name, value string, maxAge int, path, domain string, secure, httpOnly bool) {
}

func (c *Context) SetCookieData(cookie *http.Cookie) {}

func (c *Context) Cookie(name string) (string, error) { return "", nil }
