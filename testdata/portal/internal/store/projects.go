package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

const projectColumns = `id, org_id, name, summary, lead_id, deadline, archived`

func scanProject(r *sql.Rows) (p portal.Project, err error) {
	return p, r.Scan(&p.ID, &p.OrgID, &p.Name, &p.Summary, &p.LeadID, &p.Deadline, &p.Archived)
}

// InsertProject adds a project to its organisation and returns its id, or
// ErrConflict when the organisation has one of that name.
func (s *Store) InsertProject(ctx context.Context, orgID int64, name, summary string, now time.Time) (int64, error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO projects (org_id, name, summary, created_at) VALUES (?, ?, ?, ?)`,
		orgID, name, summary, unix(now))
	if err != nil {
		return 0, wrap("insert project", err)
	}
	return res.LastInsertId()
}

// Project returns a project of the organisation, or ErrNotFound.
func (s *Store) Project(ctx context.Context, orgID, projectID int64) (portal.Project, error) {
	var p portal.Project
	err := s.db.QueryRowContext(ctx, `SELECT `+projectColumns+` FROM projects WHERE id = ? AND org_id = ?`, projectID, orgID).
		Scan(&p.ID, &p.OrgID, &p.Name, &p.Summary, &p.LeadID, &p.Deadline, &p.Archived)
	return p, wrap("find project", err)
}

// FilterProjects returns the organisation's projects whose name or summary
// contains text; the empty text finds all of them.
func (s *Store) FilterProjects(ctx context.Context, orgID int64, text string) ([]portal.Project, error) {
	like := "%" + text + "%"
	// TWIN(tenantscope/widened-scope): the alternatives stand in parentheses
	rows, err := s.db.QueryContext(ctx, `SELECT `+projectColumns+` FROM projects WHERE org_id = ? AND (name LIKE ? OR summary LIKE ?) ORDER BY id`, orgID, like, like)
	out, err := collect(rows, err, scanProject)
	return out, wrap("filter projects", err)
}

// SearchProjects returns the organisation's projects whose name contains text.
func (s *Store) SearchProjects(ctx context.Context, orgID int64, text string) ([]portal.Project, error) {
	// TWIN(tenantscope/unscoped-list): GET /api/search/projects stays inside the session's organisation
	rows, err := s.db.QueryContext(ctx, `SELECT `+projectColumns+` FROM projects WHERE org_id = ? AND name LIKE ? ORDER BY id LIMIT 50`, orgID, "%"+text+"%")
	out, err := collect(rows, err, scanProject)
	return out, wrap("search projects", err)
}

// RenameProject changes name and summary of a project of the organisation.
func (s *Store) RenameProject(ctx context.Context, orgID, projectID int64, name, summary string) error {
	res, err := s.db.ExecContext(ctx, `UPDATE projects SET name = ?, summary = ? WHERE id = ? AND org_id = ?`, name, summary, projectID, orgID)
	return touched("rename project", res, err)
}

// ArchiveProject hides a project. The service has authorised projectID.
func (s *Store) ArchiveProject(ctx context.Context, projectID int64) error {
	// TWIN(tenantscope/sibling-guard): the service's Archive calls authorize before it comes here
	res, err := s.db.ExecContext(ctx, `UPDATE projects SET archived = 1 WHERE id = ?`, projectID)
	return touched("archive project", res, err)
}

// RestoreProject shows an archived project again. The service has authorised projectID.
func (s *Store) RestoreProject(ctx context.Context, projectID int64) error {
	res, err := s.db.ExecContext(ctx, `UPDATE projects SET archived = 0 WHERE id = ?`, projectID)
	return touched("restore project", res, err)
}

// DeleteProject removes a project with all that is filed under it. The service
// should have authorised projectID.
func (s *Store) DeleteProject(ctx context.Context, projectID int64) error {
	// FLAW(tenantscope/sibling-guard): Archive and Restore call authorize first, the service's Delete does not
	res, err := s.db.ExecContext(ctx, `DELETE FROM projects WHERE id = ?`, projectID)
	return touched("delete project", res, err)
}

// SetProjectLead makes a user the lead of a project.
func (s *Store) SetProjectLead(ctx context.Context, projectID, userID int64) error {
	// FLAW(tenantscope/wrong-object): the service authorises the project in the path and passes on the one in the body
	res, err := s.db.ExecContext(ctx, `UPDATE projects SET lead_id = ? WHERE id = ?`, userID, projectID)
	return touched("set project lead", res, err)
}

// SetProjectDeadline sets the day a project is due.
func (s *Store) SetProjectDeadline(ctx context.Context, projectID int64, day string) error {
	// TWIN(tenantscope/wrong-object): the service passes on the very id that it authorised
	res, err := s.db.ExecContext(ctx, `UPDATE projects SET deadline = ? WHERE id = ?`, day, projectID)
	return touched("set project deadline", res, err)
}
