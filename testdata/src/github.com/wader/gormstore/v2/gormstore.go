// Package gormstore is a stub with the signatures of github.com/wader/gormstore/v2.
package gormstore

import (
	"net/http"

	"github.com/gorilla/sessions"
)

type Store struct {
	SessionOpts *sessions.Options
}

type Options struct{ TableName string }

func New(db any, keyPairs ...[]byte) *Store                      { return nil }
func NewOptions(db any, opts Options, keyPairs ...[]byte) *Store { return nil }

func (s *Store) Get(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *Store) New(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *Store) Save(r *http.Request, w http.ResponseWriter, x *sessions.Session) error { return nil }
