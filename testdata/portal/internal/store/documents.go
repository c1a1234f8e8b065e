package store

import (
	"context"
	"database/sql"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

const documentColumns = `id, org_id, project_id, title, body, created_by, created_at`

func scanDocument(r *sql.Rows) (d portal.Document, err error) {
	var created int64
	err = r.Scan(&d.ID, &d.OrgID, &d.ProjectID, &d.Title, &d.Body, &d.CreatedBy, &created)
	d.CreatedAt = at(created)
	return d, err
}

func oneDocument(row *sql.Row) (d portal.Document, err error) {
	var created int64
	err = row.Scan(&d.ID, &d.OrgID, &d.ProjectID, &d.Title, &d.Body, &d.CreatedBy, &created)
	d.CreatedAt = at(created)
	return d, err
}

// InsertDocument files a document and returns its id.
func (s *Store) InsertDocument(ctx context.Context, d portal.Document) (int64, error) {
	// TWIN(tenantscope/mass-assignment): the service filled OrgID from the scope and ProjectID from a project that it found in it
	res, err := s.db.ExecContext(ctx, `INSERT INTO documents (org_id, project_id, title, body, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)`, d.OrgID, d.ProjectID, d.Title, d.Body, d.CreatedBy, unix(d.CreatedAt))
	if err != nil {
		return 0, wrap("insert document", err)
	}
	return res.LastInsertId()
}

// ImportDocument files a document that comes from another system and returns its id.
func (s *Store) ImportDocument(ctx context.Context, d portal.Document) (int64, error) {
	// FLAW(tenantscope/mass-assignment): POST /api/documents/import decodes the whole record, org_id included, from the request
	res, err := s.db.ExecContext(ctx, `INSERT INTO documents (org_id, project_id, title, body, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)`, d.OrgID, d.ProjectID, d.Title, d.Body, d.CreatedBy, unix(d.CreatedAt))
	if err != nil {
		return 0, wrap("import document", err)
	}
	return res.LastInsertId()
}

// Document returns a document of the organisation, or ErrNotFound.
func (s *Store) Document(ctx context.Context, orgID, documentID int64) (portal.Document, error) {
	// TWIN(tenantscope/unscoped-read): the organisation is part of the key
	d, err := oneDocument(s.db.QueryRowContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE id = ? AND org_id = ?`, documentID, orgID))
	return d, wrap("find document", err)
}

// DocumentForExport returns a document. The service compares its organisation.
func (s *Store) DocumentForExport(ctx context.Context, documentID int64) (portal.Document, error) {
	// TWIN(tenantscope/unscoped-read): loaded by id alone, and the service's Export drops it unless its OrgID is the scope's
	d, err := oneDocument(s.db.QueryRowContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE id = ?`, documentID))
	return d, wrap("find document for export", err)
}

// DocumentForPreview returns a document.
func (s *Store) DocumentForPreview(ctx context.Context, documentID int64) (portal.Document, error) {
	// FLAW(tenantscope/unscoped-read): GET /api/documents/{documentID}/preview loads by id alone and nobody compares the organisation
	d, err := oneDocument(s.db.QueryRowContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE id = ?`, documentID))
	return d, wrap("find document for preview", err)
}

// FilterDocuments returns the organisation's documents whose title or body
// contains text; the empty text finds all of them.
func (s *Store) FilterDocuments(ctx context.Context, orgID int64, text string) ([]portal.Document, error) {
	like := "%" + text + "%"
	// FLAW(tenantscope/widened-scope): AND binds tighter than OR, so a match in the body is taken from every organisation
	rows, err := s.db.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE org_id = ? AND title LIKE ? OR body LIKE ? ORDER BY id`, orgID, like, like)
	out, err := collect(rows, err, scanDocument)
	return out, wrap("filter documents", err)
}

// SearchDocuments returns documents whose title contains text.
func (s *Store) SearchDocuments(ctx context.Context, text string) ([]portal.Document, error) {
	// FLAW(tenantscope/unscoped-list): GET /api/search/documents searches the documents of all customers
	rows, err := s.db.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE title LIKE ? ORDER BY id LIMIT 50`, "%"+text+"%")
	out, err := collect(rows, err, scanDocument)
	return out, wrap("search documents", err)
}

// RecentDocuments returns the organisation's newest documents.
func (s *Store) RecentDocuments(ctx context.Context, orgID int64, limit int) ([]portal.Document, error) {
	// TWIN(tenantscope/ignored-scope): orgID reaches the query
	rows, err := s.db.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE org_id = ? ORDER BY id DESC LIMIT ?`, orgID, limit)
	out, err := collect(rows, err, scanDocument)
	return out, wrap("list recent documents", err)
}
