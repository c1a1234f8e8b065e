// Package ulid is a stub with the signatures of github.com/oklog/ulid/v2.
package ulid

type ULID [16]byte

func Parse(ulid string) (id ULID, err error) { return ULID{}, nil }

func ParseStrict(ulid string) (id ULID, err error) { return ULID{}, nil }
