// Package scsset sets what scs leaves off, and turns off what it does not.
package scsset

import (
	"net/http"

	"github.com/alexedwards/scs/v2"
)

func New(production bool) *scs.SessionManager {
	m := scs.New()
	m.Cookie.Secure = production
	m.Cookie.HttpOnly = false // want `a session cookie is written without HttpOnly`
	m.Cookie.SameSite = http.SameSiteStrictMode
	return m
}
