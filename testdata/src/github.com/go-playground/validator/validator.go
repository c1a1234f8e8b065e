// Package validator is a stub with the signatures of github.com/go-playground/validator.
package validator

type FieldError interface{}

type InvalidValidationError struct{}

func (e *InvalidValidationError) Error() string { return "" }

type ValidationErrors []FieldError

func (ve ValidationErrors) Error() string { return "" }
