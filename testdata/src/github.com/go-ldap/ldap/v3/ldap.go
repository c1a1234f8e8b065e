// Package ldap is a stub with the signatures of github.com/go-ldap/ldap/v3.
package ldap

type Error struct{}

func (e *Error) Error() string { return "" }
