// Package errors is a stub with the signatures of k8s.io/apimachinery/pkg/api/errors.
package errors

type StatusError struct{}

func (e *StatusError) Error() string { return "" }
