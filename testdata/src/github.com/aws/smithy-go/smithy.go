// Package smithy is a stub with the signatures of github.com/aws/smithy-go.
package smithy

type OperationError struct{}

func (e *OperationError) Error() string { return "" }

type GenericAPIError struct{}

func (e *GenericAPIError) Error() string { return "" }

type APIError interface {
	error
	ErrorCode() string
	ErrorMessage() string
}
