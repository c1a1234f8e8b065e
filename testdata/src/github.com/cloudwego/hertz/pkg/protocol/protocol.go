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
