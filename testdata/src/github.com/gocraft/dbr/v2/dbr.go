// Package dbr is a stub with the signatures of github.com/gocraft/dbr/v2.
package dbr

var ErrNotFound error
