// Package mapstructure is a stub with the signatures of github.com/mitchellh/mapstructure.
package mapstructure

type Decoder struct{}

func (d *Decoder) Decode(input interface{}) error { return nil }

type Error struct{}

func (e *Error) Error() string { return "" }

type Metadata struct{}

func Decode(input interface{}, output interface{}) error { return nil }

func DecodeMetadata(input interface{}, output interface{}, metadata *Metadata) error { return nil }
