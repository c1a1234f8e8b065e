package fasthttp

import "time"

type CookieSameSite int

const (
	CookieSameSiteDisabled CookieSameSite = iota
	CookieSameSiteDefaultMode
	CookieSameSiteLaxMode
	CookieSameSiteStrictMode
	CookieSameSiteNoneMode
)

var (
	CookieExpireDelete    = time.Date(2009, time.November, 10, 23, 0, 0, 0, time.UTC)
	CookieExpireUnlimited = time.Time{}
)

type Cookie struct{}

func AcquireCookie() *Cookie  { return &Cookie{} }
func ReleaseCookie(c *Cookie) {}

func (c *Cookie) SetKey(key string)               {}
func (c *Cookie) SetKeyBytes(key []byte)          {}
func (c *Cookie) SetValue(value string)           {}
func (c *Cookie) SetValueBytes(value []byte)      {}
func (c *Cookie) SetPath(path string)             {}
func (c *Cookie) SetDomain(domain string)         {}
func (c *Cookie) SetMaxAge(seconds int)           {}
func (c *Cookie) SetExpire(expire time.Time)      {}
func (c *Cookie) SetSecure(secure bool)           {}
func (c *Cookie) SetHTTPOnly(httpOnly bool)       {}
func (c *Cookie) SetSameSite(mode CookieSameSite) {}
func (c *Cookie) SetPartitioned(partitioned bool) {}

func (h *ResponseHeader) SetCookie(cookie *Cookie)   {}
func (h *ResponseHeader) DelClientCookie(key string) {}
