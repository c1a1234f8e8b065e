// Package pgstore is a stub with the signatures of github.com/antonlindstrom/pgstore.
package pgstore

import (
	"net/http"

	"github.com/gorilla/sessions"
)

type PGStore struct {
	Options *sessions.Options
}

func NewPGStore(url string, keyPairs ...[]byte) (*PGStore, error)     { return nil, nil }
func NewPGStoreFromPool(db any, keyPairs ...[]byte) (*PGStore, error) { return nil, nil }

func (s *PGStore) Get(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *PGStore) New(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *PGStore) Save(r *http.Request, w http.ResponseWriter, x *sessions.Session) error { return nil }
