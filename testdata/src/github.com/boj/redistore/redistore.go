// Package redistore is a stub with the signatures of github.com/boj/redistore.
package redistore

import (
	"net/http"

	"github.com/gorilla/sessions"
)

type RediStore struct {
	Options       *sessions.Options
	DefaultMaxAge int
}

func NewRediStore(size int, network, address, username, password string, keyPairs ...[]byte) (*RediStore, error) {
	return nil, nil
}

func (s *RediStore) Get(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *RediStore) New(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *RediStore) Save(r *http.Request, w http.ResponseWriter, x *sessions.Session) error {
	return nil
}

func NewRediStoreWithDB(size int, network, address, username, password, db string, keyPairs ...[]byte) (*RediStore, error) {
	return nil, nil
}

func NewRediStoreWithPool(pool any, keyPairs ...[]byte) (*RediStore, error) { return nil, nil }
