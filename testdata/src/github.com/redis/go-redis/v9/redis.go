// Package redis is a stub with the signatures of github.com/redis/go-redis/v9.
package redis
