package fiber

import "time"

const (
	CookieSameSiteDisabled   = "disabled"
	CookieSameSiteLaxMode    = "lax"
	CookieSameSiteStrictMode = "strict"
	CookieSameSiteNoneMode   = "none"
)

type Cookie struct {
	Name        string
	Value       string
	Path        string
	Domain      string
	MaxAge      int
	Expires     time.Time
	Secure      bool
	HTTPOnly    bool
	SameSite    string
	SessionOnly bool
}

func (c *Ctx) Cookie(cookie *Cookie)                             {}
func (c *Ctx) Cookies(key string, defaultValue ...string) string { return "" }
func (c *Ctx) ClearCookie(key ...string)                         {}
