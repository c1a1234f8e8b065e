// Package mapstructure is a stub with the signatures of github.com/go-viper/mapstructure/v2.
package mapstructure

type DecodeError struct{}

func (e *DecodeError) Error() string { return "" }

type Decoder struct{}

func (d *Decoder) Decode(input any) error { return nil }

type Metadata struct{}

func Decode(input any, output any) error { return nil }

func DecodeMetadata(input any, output any, metadata *Metadata) error { return nil }
