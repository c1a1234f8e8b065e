// Package scs is a stub with the signatures of github.com/alexedwards/scs/v2.
package scs

import (
	"context"
	"net/http"
	"time"
)

type SessionManager struct {
	IdleTimeout time.Duration
	Lifetime    time.Duration
	Cookie      SessionCookie
}

type SessionCookie struct {
	Name        string
	Domain      string
	HttpOnly    bool
	Path        string
	Persist     bool
	SameSite    http.SameSite
	Secure      bool
	Partitioned bool
}

func New() *SessionManager        { return nil }
func NewSession() *SessionManager { return nil }

func (s *SessionManager) LoadAndSave(next http.Handler) http.Handler       { return next }
func (s *SessionManager) Put(ctx context.Context, key string, val any)     {}
func (s *SessionManager) GetString(ctx context.Context, key string) string { return "" }
