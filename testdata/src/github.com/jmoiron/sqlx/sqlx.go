// Package sqlx is a stub with the signatures of github.com/jmoiron/sqlx.
package sqlx
