// Package schema is a stub with the signatures of github.com/gorilla/schema.
package schema

type ConversionError struct{}

func (e ConversionError) Error() string { return "" }

type Decoder struct{}

func (d *Decoder) Decode(dst interface{}, src map[string][]string) error { return nil }

type EmptyFieldError struct{}

func (e EmptyFieldError) Error() string { return "" }

type MultiError map[string]error

func (e MultiError) Error() string { return "" }

type UnknownKeyError struct{}

func (e UnknownKeyError) Error() string { return "" }
