// Package jetstream is a stub with the signatures of github.com/nats-io/nats.go/jetstream.
package jetstream

var (
	ErrKeyNotFound    error
	ErrBucketNotFound error
	ErrObjectNotFound error
)
