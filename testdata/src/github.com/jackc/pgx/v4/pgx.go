// Package pgx is a stub with the signatures of github.com/jackc/pgx/v4.
package pgx

var ErrNoRows error
