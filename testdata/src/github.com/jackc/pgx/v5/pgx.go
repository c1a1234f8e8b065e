// Package pgx is a stub with the signatures of github.com/jackc/pgx/v5.
package pgx

var ErrNoRows error
