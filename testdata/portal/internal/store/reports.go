package store

import (
	"context"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// Usage sums up one organisation. It trusts the id it is given.
func (s *Store) Usage(ctx context.Context, orgID int64) (portal.Usage, error) {
	u := portal.Usage{OrgID: orgID}
	// FLAW(tenantscope/client-tenant): GET /api/reports/usage takes org_id from the query string and nobody asks whether the caller belongs to it
	err := s.db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(length(body)), 0) FROM documents WHERE org_id = ?`, orgID).Scan(&u.Documents, &u.Bytes)
	return u, wrap("sum up usage", err)
}

// Headcount counts the members of one organisation by role.
func (s *Store) Headcount(ctx context.Context, orgID int64) (map[portal.Role]int, error) {
	// TWIN(tenantscope/client-tenant): GET /api/reports/headcount takes org_id from the query string too, and the service looks up the caller's membership first
	rows, err := s.db.QueryContext(ctx, `SELECT role, count(*) FROM memberships WHERE org_id = ? GROUP BY role`, orgID)
	if err != nil {
		return nil, wrap("count members", err)
	}
	defer rows.Close()
	out := map[portal.Role]int{}
	for rows.Next() {
		var role portal.Role
		var n int
		if err := rows.Scan(&role, &n); err != nil {
			return nil, wrap("count members", err)
		}
		out[role] = n
	}
	return out, wrap("count members", rows.Err())
}
