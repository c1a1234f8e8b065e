// Package leveldb is a stub with the signatures of github.com/syndtr/goleveldb/leveldb.
package leveldb

var ErrNotFound error
