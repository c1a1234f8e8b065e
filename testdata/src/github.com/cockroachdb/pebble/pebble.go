// Package pebble is a stub with the signatures of github.com/cockroachdb/pebble.
package pebble

var ErrNotFound error
