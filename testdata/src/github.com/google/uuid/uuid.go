// Package uuid is a stub with the signatures of github.com/google/uuid.
package uuid

func FromBytes(b []byte) (uuid UUID, err error) { return UUID{}, nil }

func Parse(s string) (UUID, error) { return UUID{}, nil }

func ParseBytes(b []byte) (UUID, error) { return UUID{}, nil }

func Validate(s string) error { return nil }

type UUID [16]byte
