// Package nats is a stub with the signatures of github.com/nats-io/nats.go.
package nats

var (
	ErrKeyNotFound    error
	ErrBucketNotFound error
	ErrObjectNotFound error
)
