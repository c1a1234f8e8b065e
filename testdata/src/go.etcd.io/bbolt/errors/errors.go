// Package errors is a stub with the signatures of go.etcd.io/bbolt/errors.
package errors

var (
	ErrBucketNotFound error
	ErrBucketExists   error
	ErrKeyRequired    error
)
