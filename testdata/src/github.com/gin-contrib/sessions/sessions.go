// Package sessions is a stub with the signatures of github.com/gin-contrib/sessions.
package sessions

import (
	"net/http"

	"github.com/gin-gonic/gin"
	gsessions "github.com/gorilla/sessions"
)

type Options struct {
	Path     string
	Domain   string
	MaxAge   int
	Secure   bool
	HttpOnly bool
	SameSite http.SameSite
}

type Store interface {
	gsessions.Store
	Options(Options)
}

type Session interface {
	ID() string
	Get(key any) any
	Set(key, val any)
	Delete(key any)
	Clear()
	Options(Options)
	Save() error

	AddFlash(value any, vars ...string)
	Flashes(vars ...string) []any
}

func Sessions(name string, store Store) gin.HandlerFunc        { return nil }
func SessionsMany(names []string, store Store) gin.HandlerFunc { return nil }
func Default(c *gin.Context) Session                           { return nil }
