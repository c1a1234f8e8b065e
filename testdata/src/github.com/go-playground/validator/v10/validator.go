// Package validator is a stub with the signatures of github.com/go-playground/validator/v10.
package validator

import (
	"reflect"

	ut "github.com/go-playground/universal-translator"
)

type InvalidValidationError struct{}

type ValidationErrors []FieldError

func (e *InvalidValidationError) Error() string { return "" }

func (ve ValidationErrors) Error() string { return "" }

type FieldError interface {
	ActualTag() string
	Error() string
	Field() string
	Kind() reflect.Kind
	Namespace() string
	Param() string
	StructField() string
	StructNamespace() string
	Tag() string
	Translate(ut ut.Translator) string
	Type() reflect.Type
	Value() any
}

type Validate struct{}

type Option func(*Validate)

func New(options ...Option) *Validate { return nil }

func (v *Validate) Struct(s any) error { return nil }
