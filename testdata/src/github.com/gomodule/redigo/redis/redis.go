// Package redis is a stub with the signatures of github.com/gomodule/redigo/redis.
package redis

var ErrNil error
