// Package bigcache is a stub with the signatures of github.com/allegro/bigcache/v3.
package bigcache

var ErrEntryNotFound error
