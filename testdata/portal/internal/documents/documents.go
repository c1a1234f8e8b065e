// Package documents keeps documents, the comments on them and their reviews.
package documents

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// A Store is what the service needs kept.
type Store interface {
	Project(ctx context.Context, orgID, projectID int64) (portal.Project, error)
	InsertDocument(ctx context.Context, d portal.Document) (int64, error)
	ImportDocument(ctx context.Context, d portal.Document) (int64, error)
	Document(ctx context.Context, orgID, documentID int64) (portal.Document, error)
	DocumentForExport(ctx context.Context, documentID int64) (portal.Document, error)
	DocumentForPreview(ctx context.Context, documentID int64) (portal.Document, error)
	FilterDocuments(ctx context.Context, orgID int64, text string) ([]portal.Document, error)
	SearchDocuments(ctx context.Context, text string) ([]portal.Document, error)
	RecentDocuments(ctx context.Context, orgID int64, limit int) ([]portal.Document, error)
	InsertComment(ctx context.Context, c portal.Comment) (int64, error)
	Comments(ctx context.Context, orgID, documentID int64) ([]portal.Comment, error)
	RecentComments(ctx context.Context, orgID int64, limit int) ([]portal.Comment, error)
	EditComment(ctx context.Context, orgID, authorID, commentID int64, body string) error
	DeleteComment(ctx context.Context, commentID int64) error
	InsertReview(ctx context.Context, orgID, documentID int64, email, hash string) error
	Review(ctx context.Context, hash string) (portal.Review, error)
	Decide(ctx context.Context, hash, decision string) error
}

// A Mailer delivers messages.
type Mailer interface {
	Send(ctx context.Context, m mail.Message) error
}

const (
	longestTitle   = 200
	longestBody    = 512 << 10
	longestComment = 4000
	recentShown    = 20
	previewBytes   = 280
)

// A Service is the document service.
type Service struct {
	store     Store
	mailer    Mailer
	publicURL string
	now       func() time.Time
}

// New returns a service whose mails link to publicURL.
func New(store Store, mailer Mailer, publicURL string, now func() time.Time) *Service {
	return &Service{store: store, mailer: mailer, publicURL: publicURL, now: now}
}

func check(title, body string) error {
	if err := portal.CheckText("title", title, longestTitle); err != nil {
		return err
	}
	if len(body) > longestBody {
		return &portal.Invalid{Field: "body", Reason: "is too long"}
	}
	return nil
}

// A Draft is a document that has not been filed.
type Draft struct {
	ProjectID int64  `json:"project_id"`
	Title     string `json:"title"`
	Body      string `json:"body"`
}

// Create files a document under a project of the scope's organisation.
func (s *Service) Create(ctx context.Context, scope portal.Scope, in Draft) (portal.Document, error) {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.Document{}, portal.ErrForbidden
	}
	if err := check(in.Title, in.Body); err != nil {
		return portal.Document{}, err
	}
	p, err := s.store.Project(ctx, scope.OrgID, in.ProjectID)
	if err != nil {
		return portal.Document{}, fmt.Errorf("create document: %w", err)
	}
	d := portal.Document{
		OrgID: scope.OrgID, ProjectID: p.ID, Title: strings.TrimSpace(in.Title), Body: in.Body,
		CreatedBy: scope.UserID, CreatedAt: s.now(),
	}
	if d.ID, err = s.store.InsertDocument(ctx, d); err != nil {
		return portal.Document{}, fmt.Errorf("create document: %w", err)
	}
	return d, nil
}

// Import files a document that was exported from another system.
func (s *Service) Import(ctx context.Context, scope portal.Scope, d portal.Document) (portal.Document, error) {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.Document{}, portal.ErrForbidden
	}
	if err := check(d.Title, d.Body); err != nil {
		return portal.Document{}, err
	}
	d.CreatedBy, d.CreatedAt = scope.UserID, s.now()
	id, err := s.store.ImportDocument(ctx, d)
	if err != nil {
		return portal.Document{}, fmt.Errorf("import document: %w", err)
	}
	d.ID = id
	return d, nil
}

// Get returns a document of the scope's organisation.
func (s *Service) Get(ctx context.Context, scope portal.Scope, documentID int64) (portal.Document, error) {
	return s.store.Document(ctx, scope.OrgID, documentID)
}

// Preview returns the beginning of a document.
func (s *Service) Preview(ctx context.Context, documentID int64) (portal.Document, error) {
	d, err := s.store.DocumentForPreview(ctx, documentID)
	if err != nil {
		return portal.Document{}, fmt.Errorf("preview: %w", err)
	}
	if len(d.Body) > previewBytes {
		d.Body = strings.ToValidUTF8(d.Body[:previewBytes], "") + "…"
	}
	return d, nil
}

// Export returns a document of the scope's organisation as plain text.
func (s *Service) Export(ctx context.Context, scope portal.Scope, documentID int64) (string, error) {
	d, err := s.store.DocumentForExport(ctx, documentID)
	if err != nil {
		return "", fmt.Errorf("export: %w", err)
	}
	if d.OrgID != scope.OrgID {
		return "", portal.ErrNotFound
	}
	return d.Title + "\n\n" + d.Body + "\n", nil
}

// List returns the documents of the scope's organisation that mention text.
func (s *Service) List(ctx context.Context, scope portal.Scope, text string) ([]portal.Document, error) {
	return s.store.FilterDocuments(ctx, scope.OrgID, text)
}

// Search returns the documents that are titled like text.
func (s *Service) Search(ctx context.Context, text string) ([]portal.Document, error) {
	return s.store.SearchDocuments(ctx, text)
}

// Recent returns the newest documents of the scope's organisation.
func (s *Service) Recent(ctx context.Context, scope portal.Scope) ([]portal.Document, error) {
	return s.store.RecentDocuments(ctx, scope.OrgID, recentShown)
}
