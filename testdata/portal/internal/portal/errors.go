package portal

import (
	"errors"
	"fmt"
	"strings"
)

// What a caller of the services has to tell apart. The texts are constant and
// safe to show to a client.
var (
	ErrUnauthenticated = errors.New("sign in first")
	ErrBadCredentials  = errors.New("e-mail address or password is wrong")
	ErrUnverified      = errors.New("the e-mail address has not been confirmed yet")
	ErrLocked          = errors.New("too many attempts, try again later")
	ErrForbidden       = errors.New("not allowed")
	ErrNotFound        = errors.New("not found")
	ErrConflict        = errors.New("already taken")
	ErrExpired         = errors.New("the link is no longer valid")
)

// An Invalid says which field of a request cannot be accepted and why. Both
// texts are constants of ours, never the client's input.
type Invalid struct {
	Field, Reason string
}

// Error names the field and the reason.
func (e *Invalid) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Reason) }

// CheckText returns an *Invalid unless text has between 1 and most bytes that are not all blank.
func CheckText(field, text string, most int) error {
	switch {
	case strings.TrimSpace(text) == "":
		return &Invalid{Field: field, Reason: "must not be empty"}
	case len(text) > most:
		return &Invalid{Field: field, Reason: "is too long"}
	}
	return nil
}

// CheckEmail returns an *Invalid unless address looks like one that mail can be sent to.
func CheckEmail(field, address string) error {
	local, domain, ok := strings.Cut(address, "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(address, " \r\n<>,") || len(address) > 254 {
		return &Invalid{Field: field, Reason: "is not an e-mail address"}
	}
	return nil
}
