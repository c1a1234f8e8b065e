// Package pgxpool is a stub with the signatures of github.com/jackc/pgx/v4/pgxpool.
package pgxpool
