// Package form is a stub with the signatures of github.com/go-playground/form/v4.
package form

import (
	"net/url"
)

type DecodeErrors map[string]error

func (d DecodeErrors) Error() string { return "" }

type Decoder struct{}

func (d *Decoder) Decode(v interface{}, values url.Values) (err error) { return nil }
