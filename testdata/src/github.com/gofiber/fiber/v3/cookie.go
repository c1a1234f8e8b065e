package fiber

import "time"

const (
	CookieSameSiteDisabled   = "disabled"
	CookieSameSiteLaxMode    = "Lax"
	CookieSameSiteStrictMode = "Strict"
	CookieSameSiteNoneMode   = "None"
)

type Cookie struct {
	Expires     time.Time
	Name        string
	Value       string
	Path        string
	Domain      string
	SameSite    string
	MaxAge      int
	Secure      bool
	HTTPOnly    bool
	Partitioned bool
	SessionOnly bool
}

// Res is the response's side of a Ctx.
type Res interface {
	Cookie(cookie *Cookie)
	Set(key, val string)
	Append(field string, values ...string)
}
