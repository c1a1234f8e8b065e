// Package jwt is a stub with the signatures of github.com/lestrrat-go/jwx/v2/jwt.
package jwt

type Token any
