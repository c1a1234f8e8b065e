// Package mongo is a stub with the signatures of go.mongodb.org/mongo-driver/v2/mongo.
package mongo

type BulkWriteException struct{}

type CommandError struct{}

type WriteException struct{}

func (bwe BulkWriteException) Error() string { return "" }

func (e CommandError) Error() string { return "" }

func (mwe WriteException) Error() string { return "" }

var ErrNoDocuments error
