// Package token makes the random strings that stand for a session, an invite or
// a confirmation. Only their hashes are stored.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// New returns 256 random bits, URL-safe.
func New() string {
	var b [32]byte
	rand.Read(b[:]) // never errs: see crypto/rand.Read
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Hash returns what is stored in a token's place. The token has full entropy,
// so a fast digest is enough; passwords go through package password.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
