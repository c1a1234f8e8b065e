// Package badger is a stub with the signatures of github.com/dgraph-io/badger/v4.
package badger

var ErrKeyNotFound error
