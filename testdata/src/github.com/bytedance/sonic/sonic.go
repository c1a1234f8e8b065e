// Package sonic is a stub with the signatures of github.com/bytedance/sonic.
package sonic

import (
	"io"
)

type API interface {
	NewEncoder(writer io.Writer) Encoder
	Unmarshal(data []byte, v interface{}) error
	UnmarshalFromString(str string, v interface{}) error
}

type Decoder interface {
	Decode(val interface{}) error
}

type Encoder interface {
	Encode(val interface{}) error
}

func Unmarshal(buf []byte, val interface{}) error { return nil }

func UnmarshalString(buf string, val interface{}) error { return nil }
