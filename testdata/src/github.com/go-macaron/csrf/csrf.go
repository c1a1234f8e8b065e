// Package csrf is a stub with the signatures of github.com/go-macaron/csrf.
package csrf

import "gopkg.in/macaron.v1"

type Options struct {
	Secret         string
	Header         string
	Form           string
	Cookie         string
	CookieDomain   string
	CookiePath     string
	CookieHttpOnly bool
	SetHeader      bool
	SetCookie      bool
	Secure         bool
	Origin         bool
}

func Generate(options ...Options) macaron.Handler { return nil }
func Csrfer(options ...Options) macaron.Handler   { return nil }
