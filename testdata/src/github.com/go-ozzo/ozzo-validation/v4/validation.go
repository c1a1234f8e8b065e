// Package validation is a stub with the signatures of github.com/go-ozzo/ozzo-validation/v4.
package validation

import (
	"context"
)

type ErrorObject struct{}

func (e ErrorObject) Error() string { return "" }

type Errors map[string]error

func (es Errors) Error() string { return "" }

type FieldRules struct{}

type Rule interface{}

func Validate(value interface{}, rules ...Rule) error { return nil }

func ValidateStruct(structPtr interface{}, fields ...*FieldRules) error { return nil }

func ValidateStructWithContext(ctx context.Context, structPtr interface{}, fields ...*FieldRules) error {
	return nil
}

func ValidateWithContext(ctx context.Context, value interface{}, rules ...Rule) error { return nil }
