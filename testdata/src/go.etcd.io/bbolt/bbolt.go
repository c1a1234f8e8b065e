// Package bbolt is a stub with the signatures of go.etcd.io/bbolt.
package bbolt

var (
	ErrBucketNotFound error
	ErrBucketExists   error
	ErrKeyRequired    error
)
