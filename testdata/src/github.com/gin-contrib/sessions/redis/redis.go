// Package redis is a stub with the signatures of github.com/gin-contrib/sessions/redis.
package redis

import "github.com/gin-contrib/sessions"

type Store interface{ sessions.Store }

func NewStore(size int, network, address, username, password string, keyPairs ...[]byte) (Store, error) {
	return nil, nil
}

func NewStoreWithDB(size int, network, address, username, password, db string, keyPairs ...[]byte) (Store, error) {
	return nil, nil
}

func NewStoreWithPool(pool any, keyPairs ...[]byte) (Store, error) { return nil, nil }
