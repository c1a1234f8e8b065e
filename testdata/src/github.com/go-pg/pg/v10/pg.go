// Package pg is a stub with the signatures of github.com/go-pg/pg/v10.
package pg

var (
	ErrNoRows    error
	ErrMultiRows error
)
