// Package redisstore is a stub with the signatures of github.com/rbcervilla/redisstore/v8.
package redisstore

import (
	"context"
	"net/http"

	"github.com/gorilla/sessions"
)

type RedisStore struct{}

func NewRedisStore(ctx context.Context, client any) (*RedisStore, error) { return nil, nil }

func (s *RedisStore) Options(opts sessions.Options)                               {}
func (s *RedisStore) KeyPrefix(prefix string)                                     {}
func (s *RedisStore) Get(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *RedisStore) New(r *http.Request, name string) (*sessions.Session, error) { return nil, nil }

func (s *RedisStore) Save(r *http.Request, w http.ResponseWriter, x *sessions.Session) error {
	return nil
}
