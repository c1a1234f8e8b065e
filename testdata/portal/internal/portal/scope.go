package portal

import (
	"context"
	"time"
)

// A SessionKind says which door a session was opened at.
type SessionKind string

// The kinds of session. A token of one kind is worthless at another's door.
const (
	Web      SessionKind = "web"
	Remember SessionKind = "remember"
	Embed    SessionKind = "embed"
	Legacy   SessionKind = "legacy"
)

// A Session is a signed-in user. OrgID is the organisation the user works in at
// the moment, 0 before one was chosen.
type Session struct {
	TokenHash string
	Kind      SessionKind
	UserID    int64
	OrgID     int64
	ExpiresAt time.Time
}

// A Scope is what a request may touch: one organisation, as one user in one
// role. It is made only from a membership that was found in the database.
type Scope struct {
	UserID int64
	OrgID  int64
	Role   Role
}

type (
	sessionKey struct{}
	scopeKey   struct{}
)

// WithSession returns ctx carrying the session.
func WithSession(ctx context.Context, s Session) context.Context {
	return context.WithValue(ctx, sessionKey{}, s)
}

// SessionFrom returns the session of a request behind the authentication
// middleware, or ErrUnauthenticated.
func SessionFrom(ctx context.Context) (Session, error) {
	s, ok := ctx.Value(sessionKey{}).(Session)
	if !ok {
		return Session{}, ErrUnauthenticated
	}
	return s, nil
}

// WithScope returns ctx carrying the scope.
func WithScope(ctx context.Context, s Scope) context.Context {
	return context.WithValue(ctx, scopeKey{}, s)
}

// ScopeFrom returns the scope of a request behind a membership middleware, or ErrForbidden.
func ScopeFrom(ctx context.Context) (Scope, error) {
	s, ok := ctx.Value(scopeKey{}).(Scope)
	if !ok {
		return Scope{}, ErrForbidden
	}
	return s, nil
}
