// Package session is a stub with the signatures of github.com/go-macaron/session.
package session

import "gopkg.in/macaron.v1"

type Options struct {
	Provider       string
	ProviderConfig string
	CookieName     string
	CookiePath     string
	Gclifetime     int64
	Maxlifetime    int64
	Secure         bool
	CookieLifeTime int
	Domain         string
}

func Sessioner(options ...Options) macaron.Handler { return nil }
