package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// CreateOrganisation adds an organisation and makes userID its owner. It
// returns ErrConflict when the slug is taken.
func (s *Store) CreateOrganisation(ctx context.Context, userID int64, name, slug string, now time.Time) (int64, error) {
	var id int64
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO organisations (name, slug, created_at) VALUES (?, ?, ?)`, name, slug, unix(now))
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO memberships (org_id, user_id, role, joined_at) VALUES (?, ?, ?, ?)`,
			id, userID, portal.Owner, unix(now))
		return err
	})
	return id, wrap("create organisation", err)
}

// Organisation returns the organisation with that id. Callers pass a scope's.
func (s *Store) Organisation(ctx context.Context, orgID int64) (portal.Organisation, error) {
	var o portal.Organisation
	err := s.db.QueryRowContext(ctx, `SELECT id, name, slug FROM organisations WHERE id = ?`, orgID).Scan(&o.ID, &o.Name, &o.Slug)
	return o, wrap("find organisation", err)
}

// OrganisationsOf returns the organisations that the user belongs to.
func (s *Store) OrganisationsOf(ctx context.Context, userID int64) ([]portal.Organisation, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT o.id, o.name, o.slug FROM organisations o JOIN memberships m ON m.org_id = o.id WHERE m.user_id = ? ORDER BY o.name`, userID)
	out, err := collect(rows, err, func(r *sql.Rows) (o portal.Organisation, err error) {
		return o, r.Scan(&o.ID, &o.Name, &o.Slug)
	})
	return out, wrap("list organisations", err)
}

// RoleOf returns the user's role in the organisation, or ErrNotFound.
func (s *Store) RoleOf(ctx context.Context, orgID, userID int64) (portal.Role, error) {
	var role portal.Role
	err := s.db.QueryRowContext(ctx, `SELECT role FROM memberships WHERE org_id = ? AND user_id = ?`, orgID, userID).Scan(&role)
	return role, wrap("find membership", err)
}

// Members returns the members of the organisation.
func (s *Store) Members(ctx context.Context, orgID int64) ([]portal.Membership, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT u.id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.org_id = ? ORDER BY u.name`, orgID)
	out, err := collect(rows, err, func(r *sql.Rows) (m portal.Membership, err error) {
		return m, r.Scan(&m.UserID, &m.Name, &m.Role)
	})
	return out, wrap("list members", err)
}

// RemoveMember takes the user out of the organisation; its owner stays.
func (s *Store) RemoveMember(ctx context.Context, orgID, userID int64) error {
	res, err := s.db.ExecContext(ctx, `DELETE FROM memberships WHERE org_id = ? AND user_id = ? AND role <> 'owner'`, orgID, userID)
	return touched("remove member", res, err)
}

// InsertInvite stores an invite under its token's hash and returns its id.
func (s *Store) InsertInvite(ctx context.Context, v portal.Invite, hash string) (int64, error) {
	res, err := s.db.ExecContext(ctx,
		`INSERT INTO invites (org_id, email, role, token_hash, invited_by, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
		v.OrgID, v.Email, v.Role, hash, v.InvitedBy, unix(v.ExpiresAt))
	if err != nil {
		return 0, wrap("insert invite", err)
	}
	return res.LastInsertId()
}

// Invites returns the open invites of the organisation.
func (s *Store) Invites(ctx context.Context, orgID int64, now time.Time) ([]portal.Invite, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT id, org_id, email, role, invited_by, expires_at FROM invites WHERE org_id = ? AND expires_at > ? ORDER BY id`, orgID, unix(now))
	out, err := collect(rows, err, scanInvite)
	return out, wrap("list invites", err)
}

// DeleteInvite takes back an invite of the organisation.
func (s *Store) DeleteInvite(ctx context.Context, orgID, inviteID int64) error {
	res, err := s.db.ExecContext(ctx, `DELETE FROM invites WHERE id = ? AND org_id = ?`, inviteID, orgID)
	return touched("delete invite", res, err)
}

// AcceptInvite uses up the invite with that token hash, which must have been
// sent to the user's own address, and makes the user a member. It returns
// ErrNotFound for any other invite.
func (s *Store) AcceptInvite(ctx context.Context, hash string, user portal.User, now time.Time) (portal.Invite, error) {
	var v portal.Invite
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx,
			`DELETE FROM invites WHERE token_hash = ? AND email = ? AND expires_at > ?
			 RETURNING id, org_id, email, role, invited_by, expires_at`, hash, user.Email, unix(now))
		found, err := collect(rows, err, scanInvite)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return portal.ErrNotFound
		}
		v = found[0]
		_, err = tx.ExecContext(ctx,
			`INSERT INTO memberships (org_id, user_id, role, joined_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			v.OrgID, user.ID, v.Role, unix(now))
		return err
	})
	return v, wrap("accept invite", err)
}

func scanInvite(r *sql.Rows) (v portal.Invite, err error) {
	var expires int64
	err = r.Scan(&v.ID, &v.OrgID, &v.Email, &v.Role, &v.InvitedBy, &expires)
	v.ExpiresAt = at(expires)
	return v, err
}

// InsertEvent adds a line to the organisation's audit trail.
func (s *Store) InsertEvent(ctx context.Context, scope portal.Scope, action, subject string, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO audit (org_id, user_id, action, subject, at) VALUES (?, ?, ?, ?, ?)`,
		scope.OrgID, scope.UserID, action, subject, unix(now))
	return wrap("insert event", err)
}

// Events returns the newest lines of the organisation's audit trail.
func (s *Store) Events(ctx context.Context, orgID int64, limit int) ([]portal.Event, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT user_id, action, subject, at FROM audit WHERE org_id = ? ORDER BY id DESC LIMIT ?`, orgID, limit)
	out, err := collect(rows, err, func(r *sql.Rows) (e portal.Event, err error) {
		var when int64
		err = r.Scan(&e.UserID, &e.Action, &e.Subject, &when)
		e.At = at(when)
		return e, err
	})
	return out, wrap("list events", err)
}
