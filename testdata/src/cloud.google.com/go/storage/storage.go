// Package storage is a stub with the signatures of cloud.google.com/go/storage.
package storage

var (
	ErrObjectNotExist error
	ErrBucketNotExist error
)
