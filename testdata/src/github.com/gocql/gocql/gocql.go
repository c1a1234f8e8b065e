// Package gocql is a stub with the signatures of github.com/gocql/gocql.
package gocql

var ErrNotFound error
