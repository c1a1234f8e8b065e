// Package pgxpool is a stub with the signatures of github.com/jackc/pgx/v5/pgxpool.
package pgxpool
