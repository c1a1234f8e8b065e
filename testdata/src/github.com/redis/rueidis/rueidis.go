// Package rueidis is a stub with the signatures of github.com/redis/rueidis.
package rueidis

var Nil *RedisError

type RedisError struct{}

func (r *RedisError) Error() string { return "" }
