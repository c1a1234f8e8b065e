// Package minio is a stub with the signatures of github.com/minio/minio-go/v7.
package minio

type ErrorResponse struct {
	Message    string
	BucketName string
	HostID     string
	Server     string
}

func (e ErrorResponse) Error() string { return "" }
