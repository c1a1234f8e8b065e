// Package memcache is a stub with the signatures of github.com/bradfitz/gomemcache/memcache.
package memcache

var ErrCacheMiss error
