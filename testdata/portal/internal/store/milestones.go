package store

import (
	"context"
	"database/sql"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// InsertMilestone adds a milestone to a project and returns its id.
func (s *Store) InsertMilestone(ctx context.Context, projectID int64, title, dueOn string) (int64, error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO milestones (project_id, title, due_on) VALUES (?, ?, ?)`, projectID, title, dueOn)
	if err != nil {
		return 0, wrap("insert milestone", err)
	}
	return res.LastInsertId()
}

// Milestones returns the milestones of a project.
func (s *Store) Milestones(ctx context.Context, projectID int64) ([]portal.Milestone, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT id, project_id, title, due_on, done FROM milestones WHERE project_id = ? ORDER BY due_on`, projectID)
	out, err := collect(rows, err, func(r *sql.Rows) (m portal.Milestone, err error) {
		return m, r.Scan(&m.ID, &m.ProjectID, &m.Title, &m.DueOn, &m.Done)
	})
	return out, wrap("list milestones", err)
}

// Milestone returns a milestone.
func (s *Store) Milestone(ctx context.Context, milestoneID int64) (portal.Milestone, error) {
	var m portal.Milestone
	// FLAW(tenantscope/child-of-other-parent): the path names a project, which is authorised, and a milestone, which need not be one of its own
	err := s.db.QueryRowContext(ctx, `SELECT id, project_id, title, due_on, done FROM milestones WHERE id = ?`, milestoneID).Scan(&m.ID, &m.ProjectID, &m.Title, &m.DueOn, &m.Done)
	return m, wrap("find milestone", err)
}

// FinishMilestone ticks off a milestone of the project.
func (s *Store) FinishMilestone(ctx context.Context, projectID, milestoneID int64) error {
	// TWIN(tenantscope/child-of-other-parent): the child is looked up under the parent that was authorised
	res, err := s.db.ExecContext(ctx, `UPDATE milestones SET done = 1 WHERE id = ? AND project_id = ?`, milestoneID, projectID)
	return touched("finish milestone", res, err)
}
