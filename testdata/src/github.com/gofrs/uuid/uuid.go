// Package uuid is a stub with the signatures of github.com/gofrs/uuid.
package uuid

type UUID [16]byte

func (u *UUID) Parse(s string) error { return nil }

func FromBytes(input []byte) (UUID, error) { return UUID{}, nil }

func FromString(text string) (UUID, error) { return UUID{}, nil }
