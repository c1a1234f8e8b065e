// Package protocol is a stub with the signatures of github.com/cloudwego/hertz/pkg/protocol.
package protocol

type CookieSameSite int

const (
	CookieSameSiteDisabled CookieSameSite = iota
	CookieSameSiteDefaultMode
	CookieSameSiteLaxMode
	CookieSameSiteStrictMode
	CookieSameSiteNoneMode
)

type ResponseHeader struct{}

func (h *ResponseHeader) SetCookie(cookie *Cookie) {}

type Cookie struct{}

func AcquireCookie() *Cookie { return &Cookie{} }

func (c *Cookie) SetKey(key string)               {}
func (c *Cookie) SetValue(value string)           {}
func (c *Cookie) SetSecure(secure bool)           {}
func (c *Cookie) SetHTTPOnly(httpOnly bool)       {}
func (c *Cookie) SetSameSite(mode CookieSameSite) {}
