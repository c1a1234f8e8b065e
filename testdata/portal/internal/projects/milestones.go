package projects

import (
	"context"
	"fmt"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// AddMilestone adds a milestone to a project of the scope's organisation.
func (s *Service) AddMilestone(ctx context.Context, scope portal.Scope, projectID int64, title, dueOn string) (portal.Milestone, error) {
	if err := portal.CheckText("title", title, longestName); err != nil {
		return portal.Milestone{}, err
	}
	if err := checkDay("due_on", dueOn); err != nil {
		return portal.Milestone{}, err
	}
	p, err := s.authorize(ctx, scope, projectID, portal.Member)
	if err != nil {
		return portal.Milestone{}, err
	}
	id, err := s.store.InsertMilestone(ctx, p.ID, title, dueOn)
	if err != nil {
		return portal.Milestone{}, fmt.Errorf("add milestone: %w", err)
	}
	return portal.Milestone{ID: id, ProjectID: p.ID, Title: title, DueOn: dueOn}, nil
}

// Milestones returns the milestones of a project of the scope's organisation.
func (s *Service) Milestones(ctx context.Context, scope portal.Scope, projectID int64) ([]portal.Milestone, error) {
	p, err := s.authorize(ctx, scope, projectID, portal.Viewer)
	if err != nil {
		return nil, err
	}
	return s.store.Milestones(ctx, p.ID)
}

// Milestone returns one milestone of a project.
func (s *Service) Milestone(ctx context.Context, scope portal.Scope, projectID, milestoneID int64) (portal.Milestone, error) {
	if _, err := s.authorize(ctx, scope, projectID, portal.Viewer); err != nil {
		return portal.Milestone{}, err
	}
	return s.store.Milestone(ctx, milestoneID)
}

// FinishMilestone ticks off one milestone of a project.
func (s *Service) FinishMilestone(ctx context.Context, scope portal.Scope, projectID, milestoneID int64) error {
	p, err := s.authorize(ctx, scope, projectID, portal.Member)
	if err != nil {
		return err
	}
	return s.store.FinishMilestone(ctx, p.ID, milestoneID)
}
