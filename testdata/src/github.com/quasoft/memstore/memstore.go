// Package memstore is a stub with the signatures of github.com/quasoft/memstore.
package memstore

import (
	"net/http"

	"github.com/gorilla/sessions"
)

type MemStore struct {
	Options *sessions.Options
}

func NewMemStore(keyPairs ...[]byte) *MemStore { return nil }

func (s *MemStore) Get(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *MemStore) New(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *MemStore) Save(r *http.Request, w http.ResponseWriter, x *sessions.Session) error {
	return nil
}
