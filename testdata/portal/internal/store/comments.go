package store

import (
	"context"
	"database/sql"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

const commentColumns = `id, org_id, document_id, author_id, body, created_at`

func scanComment(r *sql.Rows) (c portal.Comment, err error) {
	var created int64
	err = r.Scan(&c.ID, &c.OrgID, &c.DocumentID, &c.AuthorID, &c.Body, &created)
	c.CreatedAt = at(created)
	return c, err
}

// InsertComment adds a comment and returns its id. The service has found the
// document in the comment's organisation.
func (s *Store) InsertComment(ctx context.Context, c portal.Comment) (int64, error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO comments (org_id, document_id, author_id, body, created_at) VALUES (?, ?, ?, ?, ?)`,
		c.OrgID, c.DocumentID, c.AuthorID, c.Body, unix(c.CreatedAt))
	if err != nil {
		return 0, wrap("insert comment", err)
	}
	return res.LastInsertId()
}

// Comments returns the comments on a document of the organisation.
func (s *Store) Comments(ctx context.Context, orgID, documentID int64) ([]portal.Comment, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT `+commentColumns+` FROM comments WHERE document_id = ? AND org_id = ? ORDER BY id`, documentID, orgID)
	out, err := collect(rows, err, scanComment)
	return out, wrap("list comments", err)
}

// RecentComments returns the organisation's newest comments.
func (s *Store) RecentComments(ctx context.Context, orgID int64, limit int) ([]portal.Comment, error) {
	// FLAW(tenantscope/ignored-scope): orgID is accepted and never used
	rows, err := s.db.QueryContext(ctx, `SELECT `+commentColumns+` FROM comments ORDER BY id DESC LIMIT ?`, limit)
	out, err := collect(rows, err, scanComment)
	return out, wrap("list recent comments", err)
}

// EditComment changes a comment that the user wrote in the organisation.
func (s *Store) EditComment(ctx context.Context, orgID, authorID, commentID int64, body string) error {
	// TWIN(tenantscope/unscoped-write): organisation and author are part of the key
	res, err := s.db.ExecContext(ctx, `UPDATE comments SET body = ? WHERE id = ? AND author_id = ? AND org_id = ?`, body, commentID, authorID, orgID)
	return touched("edit comment", res, err)
}

// DeleteComment removes a comment.
func (s *Store) DeleteComment(ctx context.Context, commentID int64) error {
	// FLAW(tenantscope/unscoped-write): DELETE /api/comments/{commentID} removes anybody's comment by its id
	res, err := s.db.ExecContext(ctx, `DELETE FROM comments WHERE id = ?`, commentID)
	return touched("delete comment", res, err)
}

// InsertReview asks for a review of a document of the organisation. It returns
// ErrNotFound when the organisation has no such document.
func (s *Store) InsertReview(ctx context.Context, orgID, documentID int64, email, hash string) error {
	res, err := s.db.ExecContext(ctx,
		`INSERT INTO reviews (org_id, document_id, email, token_hash)
		 SELECT d.org_id, d.id, ?, ? FROM documents d WHERE d.id = ? AND d.org_id = ?`, email, hash, documentID, orgID)
	return touched("insert review", res, err)
}

// Review returns the review that the token stands for: whoever holds it was asked.
func (s *Store) Review(ctx context.Context, hash string) (portal.Review, error) {
	var v portal.Review
	err := s.db.QueryRowContext(ctx,
		`SELECT r.id, d.title, d.body, r.decision FROM reviews r JOIN documents d ON d.id = r.document_id AND d.org_id = r.org_id
		 WHERE r.token_hash = ?`, hash).Scan(&v.ID, &v.Title, &v.Body, &v.Decision)
	return v, wrap("find review", err)
}

// Decide notes the reviewer's decision, once.
func (s *Store) Decide(ctx context.Context, hash, decision string) error {
	res, err := s.db.ExecContext(ctx, `UPDATE reviews SET decision = ? WHERE token_hash = ? AND decision = ''`, decision, hash)
	return touched("decide review", res, err)
}
