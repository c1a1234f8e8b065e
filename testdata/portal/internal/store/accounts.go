package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// InsertUser adds an unconfirmed user and returns its id, or ErrConflict when
// the address is taken.
func (s *Store) InsertUser(ctx context.Context, email, name, passwordHash string, now time.Time) (int64, error) {
	res, err := s.db.ExecContext(ctx,
		`INSERT INTO users (email, name, password_hash, created_at) VALUES (?, ?, ?, ?)`,
		email, name, passwordHash, unix(now))
	if err != nil {
		return 0, wrap("insert user", err)
	}
	return res.LastInsertId()
}

// Credential returns what a sign-in with that address is checked against.
func (s *Store) Credential(ctx context.Context, email string) (portal.Credential, error) {
	var c portal.Credential
	var verified, locked int64
	err := s.db.QueryRowContext(ctx,
		`SELECT id, email, name, password_hash, verified_at, failures, locked_until FROM users WHERE email = ?`, email).
		Scan(&c.User.ID, &c.User.Email, &c.User.Name, &c.PasswordHash, &verified, &c.Failures, &locked)
	c.User.VerifiedAt, c.LockedUntil = at(verified), at(locked)
	return c, wrap("find credential", err)
}

// User returns the user with that id, which is the session's own.
func (s *Store) User(ctx context.Context, userID int64) (portal.User, error) {
	var u portal.User
	var verified int64
	err := s.db.QueryRowContext(ctx, `SELECT id, email, name, verified_at FROM users WHERE id = ?`, userID).
		Scan(&u.ID, &u.Email, &u.Name, &verified)
	u.VerifiedAt = at(verified)
	return u, wrap("find user", err)
}

// SetFailures notes how many sign-ins failed in a row and until when none is accepted.
func (s *Store) SetFailures(ctx context.Context, userID int64, failures int, lockedUntil time.Time) error {
	_, err := s.db.ExecContext(ctx, `UPDATE users SET failures = ?, locked_until = ? WHERE id = ?`,
		failures, unix(lockedUntil), userID)
	return wrap("set failures", err)
}

// InsertEmailToken stores the hash of a confirmation token.
func (s *Store) InsertEmailToken(ctx context.Context, hash string, userID int64, expires time.Time) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO email_tokens (token_hash, user_id, expires_at) VALUES (?, ?, ?)`,
		hash, userID, unix(expires))
	return wrap("insert e-mail token", err)
}

// ConfirmEmail uses up the token with that hash and marks its user's address as
// confirmed. It returns ErrNotFound for a token that is unknown or past its time.
func (s *Store) ConfirmEmail(ctx context.Context, hash string, now time.Time) error {
	return wrap("confirm e-mail", s.inTx(ctx, func(tx *sql.Tx) error {
		var userID int64
		err := tx.QueryRowContext(ctx,
			`DELETE FROM email_tokens WHERE token_hash = ? AND expires_at > ? RETURNING user_id`, hash, unix(now)).Scan(&userID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE users SET verified_at = ? WHERE id = ?`, unix(now), userID)
		return err
	}))
}

// InsertSession stores a session under its token's hash.
func (s *Store) InsertSession(ctx context.Context, v portal.Session) error {
	_, err := s.db.ExecContext(ctx,
		`INSERT INTO sessions (token_hash, kind, user_id, org_id, expires_at) VALUES (?, ?, ?, ?, ?)`,
		v.TokenHash, v.Kind, v.UserID, v.OrgID, unix(v.ExpiresAt))
	return wrap("insert session", err)
}

// Session returns the live session of that kind, or ErrNotFound.
func (s *Store) Session(ctx context.Context, kind portal.SessionKind, hash string, now time.Time) (portal.Session, error) {
	var v portal.Session
	var expires int64
	err := s.db.QueryRowContext(ctx,
		`SELECT token_hash, kind, user_id, org_id, expires_at FROM sessions WHERE token_hash = ? AND kind = ? AND expires_at > ?`,
		hash, kind, unix(now)).Scan(&v.TokenHash, &v.Kind, &v.UserID, &v.OrgID, &expires)
	v.ExpiresAt = at(expires)
	return v, wrap("find session", err)
}

// SetSessionOrg makes orgID the organisation that the session works in.
func (s *Store) SetSessionOrg(ctx context.Context, hash string, orgID int64) error {
	res, err := s.db.ExecContext(ctx, `UPDATE sessions SET org_id = ? WHERE token_hash = ?`, orgID, hash)
	return touched("set session organisation", res, err)
}

// DeleteSession ends the session; ending one that is gone is no error.
func (s *Store) DeleteSession(ctx context.Context, hash string) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM sessions WHERE token_hash = ?`, hash)
	return wrap("delete session", err)
}

// SeeDevice notes a device and reports whether the user had signed in from it before.
func (s *Store) SeeDevice(ctx context.Context, userID int64, hash string, now time.Time) (bool, error) {
	res, err := s.db.ExecContext(ctx, `UPDATE devices SET seen_at = ? WHERE token_hash = ? AND user_id = ?`, unix(now), hash, userID)
	if err != nil {
		return false, wrap("see device", err)
	}
	n, err := res.RowsAffected()
	return n > 0, wrap("see device", err)
}

// InsertDevice remembers a device of the user under its token's hash.
func (s *Store) InsertDevice(ctx context.Context, userID int64, hash string, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO devices (token_hash, user_id, seen_at) VALUES (?, ?, ?)`, hash, userID, unix(now))
	return wrap("insert device", err)
}
