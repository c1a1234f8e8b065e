// Package sqlx is a stub with the signatures of github.com/zeromicro/go-zero/core/stores/sqlx.
package sqlx

var ErrNotFound error
