// Package govalidator is a stub with the signatures of github.com/asaskevich/govalidator.
package govalidator

type Error struct{}

func (e Error) Error() string { return "" }

type Errors []error

func (es Errors) Error() string { return "" }

func ValidateMap(s map[string]interface{}, m map[string]interface{}) (bool, error) { return false, nil }

func ValidateStruct(s interface{}) (bool, error) { return false, nil }
