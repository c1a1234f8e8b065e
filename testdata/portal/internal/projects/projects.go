// Package projects keeps projects and their milestones.
package projects

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// A Store is what the service needs kept.
type Store interface {
	InsertProject(ctx context.Context, orgID int64, name, summary string, now time.Time) (int64, error)
	Project(ctx context.Context, orgID, projectID int64) (portal.Project, error)
	FilterProjects(ctx context.Context, orgID int64, text string) ([]portal.Project, error)
	SearchProjects(ctx context.Context, orgID int64, text string) ([]portal.Project, error)
	RenameProject(ctx context.Context, orgID, projectID int64, name, summary string) error
	ArchiveProject(ctx context.Context, projectID int64) error
	RestoreProject(ctx context.Context, projectID int64) error
	DeleteProject(ctx context.Context, projectID int64) error
	SetProjectLead(ctx context.Context, projectID, userID int64) error
	SetProjectDeadline(ctx context.Context, projectID int64, day string) error
	RoleOf(ctx context.Context, orgID, userID int64) (portal.Role, error)
	InsertMilestone(ctx context.Context, projectID int64, title, dueOn string) (int64, error)
	Milestones(ctx context.Context, projectID int64) ([]portal.Milestone, error)
	Milestone(ctx context.Context, milestoneID int64) (portal.Milestone, error)
	FinishMilestone(ctx context.Context, projectID, milestoneID int64) error
}

const (
	longestName    = 120
	longestSummary = 2000
)

// A Service is the project service.
type Service struct {
	store Store
	now   func() time.Time
}

// New returns a service on top of store.
func New(store Store, now func() time.Time) *Service {
	return &Service{store: store, now: now}
}

// authorize returns the scope's project with that id when the scope's role is
// at least the one wanted; else ErrNotFound or ErrForbidden.
func (s *Service) authorize(ctx context.Context, scope portal.Scope, projectID int64, least portal.Role) (portal.Project, error) {
	if !scope.Role.AtLeast(least) {
		return portal.Project{}, portal.ErrForbidden
	}
	p, err := s.store.Project(ctx, scope.OrgID, projectID)
	if err != nil {
		return portal.Project{}, fmt.Errorf("authorize project: %w", err)
	}
	return p, nil
}

// Create adds a project to the scope's organisation.
func (s *Service) Create(ctx context.Context, scope portal.Scope, name, summary string) (portal.Project, error) {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.Project{}, portal.ErrForbidden
	}
	if err := check(name, summary); err != nil {
		return portal.Project{}, err
	}
	p := portal.Project{OrgID: scope.OrgID, Name: strings.TrimSpace(name), Summary: summary}
	id, err := s.store.InsertProject(ctx, p.OrgID, p.Name, p.Summary, s.now())
	if err != nil {
		return portal.Project{}, fmt.Errorf("create project: %w", err)
	}
	p.ID = id
	return p, nil
}

func check(name, summary string) error {
	if err := portal.CheckText("name", name, longestName); err != nil {
		return err
	}
	if len(summary) > longestSummary {
		return &portal.Invalid{Field: "summary", Reason: "is too long"}
	}
	return nil
}

// Get returns a project of the scope's organisation.
func (s *Service) Get(ctx context.Context, scope portal.Scope, projectID int64) (portal.Project, error) {
	return s.authorize(ctx, scope, projectID, portal.Viewer)
}

// List returns the projects of the scope's organisation that mention text.
func (s *Service) List(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error) {
	return s.store.FilterProjects(ctx, scope.OrgID, text)
}

// Search returns the projects of the scope's organisation that are named like text.
func (s *Service) Search(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error) {
	return s.store.SearchProjects(ctx, scope.OrgID, text)
}

// Rename changes a project's name and summary.
func (s *Service) Rename(ctx context.Context, scope portal.Scope, projectID int64, name, summary string) error {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.ErrForbidden
	}
	if err := check(name, summary); err != nil {
		return err
	}
	return s.store.RenameProject(ctx, scope.OrgID, projectID, strings.TrimSpace(name), summary)
}

// Archive hides a project.
func (s *Service) Archive(ctx context.Context, scope portal.Scope, projectID int64) error {
	if _, err := s.authorize(ctx, scope, projectID, portal.Member); err != nil {
		return err
	}
	return s.store.ArchiveProject(ctx, projectID)
}

// Restore shows an archived project again.
func (s *Service) Restore(ctx context.Context, scope portal.Scope, projectID int64) error {
	if _, err := s.authorize(ctx, scope, projectID, portal.Member); err != nil {
		return err
	}
	return s.store.RestoreProject(ctx, projectID)
}

// Delete removes a project and everything filed under it.
func (s *Service) Delete(ctx context.Context, scope portal.Scope, projectID int64) error {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.ErrForbidden
	}
	return s.store.DeleteProject(ctx, projectID)
}

// A LeadChange names the new lead of a project.
type LeadChange struct {
	ProjectID int64 `json:"project_id"`
	UserID    int64 `json:"user_id"`
}

// SetLead makes a member of the organisation the lead of a project.
func (s *Service) SetLead(ctx context.Context, scope portal.Scope, projectID int64, change LeadChange) error {
	if _, err := s.authorize(ctx, scope, projectID, portal.Member); err != nil {
		return err
	}
	if _, err := s.store.RoleOf(ctx, scope.OrgID, change.UserID); err != nil {
		return &portal.Invalid{Field: "user_id", Reason: "is not a member"}
	}
	return s.store.SetProjectLead(ctx, change.ProjectID, change.UserID)
}

// SetDeadline sets the day a project is due.
func (s *Service) SetDeadline(ctx context.Context, scope portal.Scope, projectID int64, day string) error {
	if err := checkDay("deadline", day); err != nil {
		return err
	}
	p, err := s.authorize(ctx, scope, projectID, portal.Member)
	if err != nil {
		return err
	}
	return s.store.SetProjectDeadline(ctx, p.ID, day)
}

func checkDay(field, day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return &portal.Invalid{Field: field, Reason: "must be a day like 2006-01-02"}
	}
	return nil
}
