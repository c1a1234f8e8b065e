// Package password hashes passwords with argon2id (RFC 9106).
package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// A Cost is the work that one hash takes.
type Cost struct {
	// Memory is in KiB.
	Memory uint32
	// Passes over the memory.
	Passes uint32
	// Lanes is the degree of parallelism.
	Lanes uint8
}

// Default is the second recommended option of RFC 9106 section 4 (64 MiB, 3 passes).
var Default = Cost{Memory: 64 << 10, Passes: 3, Lanes: 4}

const (
	saltBytes = 16
	keyBytes  = 32
)

var errFormat = errors.New("password hash is not in the form $argon2id$v=19$m=,t=,p=$salt$key")

// Hash returns the PHC string of password under a fresh salt.
func (c Cost) Hash(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never errs: see crypto/rand.Read
	key := argon2.IDKey([]byte(password), salt, c.Passes, c.Memory, c.Lanes, keyBytes)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, c.Memory, c.Passes, c.Lanes, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// Verify reports whether password is the one that phc was made from.
func Verify(phc, password string) (bool, error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errFormat
	}
	var version int
	var c Cost
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, errFormat
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Passes, &c.Lanes); err != nil {
		return false, errFormat
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, errFormat
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, errFormat
	}
	got := argon2.IDKey([]byte(password), salt, c.Passes, c.Memory, c.Lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}
