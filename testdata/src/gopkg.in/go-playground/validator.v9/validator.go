// Package validator is a stub with the signatures of gopkg.in/go-playground/validator.v9.
package validator

type FieldError interface{}

type InvalidValidationError struct{}

func (e *InvalidValidationError) Error() string { return "" }

type ValidationErrors []FieldError

func (ve ValidationErrors) Error() string { return "" }
