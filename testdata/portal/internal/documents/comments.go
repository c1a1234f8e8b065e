package documents

import (
	"context"
	"errors"
	"fmt"

	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/token"
)

// Comment adds a comment to a document of the scope's organisation.
func (s *Service) Comment(ctx context.Context, scope portal.Scope, documentID int64, body string) (portal.Comment, error) {
	if err := portal.CheckText("body", body, longestComment); err != nil {
		return portal.Comment{}, err
	}
	d, err := s.store.Document(ctx, scope.OrgID, documentID)
	if err != nil {
		return portal.Comment{}, fmt.Errorf("comment: %w", err)
	}
	c := portal.Comment{OrgID: d.OrgID, DocumentID: d.ID, AuthorID: scope.UserID, Body: body, CreatedAt: s.now()}
	if c.ID, err = s.store.InsertComment(ctx, c); err != nil {
		return portal.Comment{}, fmt.Errorf("comment: %w", err)
	}
	return c, nil
}

// Comments returns the comments on a document of the scope's organisation.
func (s *Service) Comments(ctx context.Context, scope portal.Scope, documentID int64) ([]portal.Comment, error) {
	return s.store.Comments(ctx, scope.OrgID, documentID)
}

// RecentComments returns the newest comments of the scope's organisation.
func (s *Service) RecentComments(ctx context.Context, scope portal.Scope) ([]portal.Comment, error) {
	return s.store.RecentComments(ctx, scope.OrgID, recentShown)
}

// EditComment changes a comment of the scope's own user.
func (s *Service) EditComment(ctx context.Context, scope portal.Scope, commentID int64, body string) error {
	if err := portal.CheckText("body", body, longestComment); err != nil {
		return err
	}
	return s.store.EditComment(ctx, scope.OrgID, scope.UserID, commentID, body)
}

// DeleteComment removes a comment.
func (s *Service) DeleteComment(ctx context.Context, commentID int64) error {
	return s.store.DeleteComment(ctx, commentID)
}

// AskReview mails a link by which somebody without an account can read and
// approve a document of the scope's organisation.
func (s *Service) AskReview(ctx context.Context, scope portal.Scope, documentID int64, email string) error {
	if !scope.Role.AtLeast(portal.Member) {
		return portal.ErrForbidden
	}
	if err := portal.CheckEmail("email", email); err != nil {
		return err
	}
	raw := token.New()
	if err := s.store.InsertReview(ctx, scope.OrgID, documentID, email, token.Hash(raw)); err != nil {
		return fmt.Errorf("ask for review: %w", err)
	}
	return s.mailer.Send(ctx, mail.Message{
		To: email, Subject: "Please review a document",
		Text: "Read it and decide here: " + s.publicURL + "/review/" + raw,
	})
}

// Review returns the review that a reviewer's token stands for, or ErrExpired.
func (s *Service) Review(ctx context.Context, raw string) (portal.Review, error) {
	v, err := s.store.Review(ctx, token.Hash(raw))
	if errors.Is(err, portal.ErrNotFound) {
		return portal.Review{}, portal.ErrExpired
	}
	return v, err
}

// Decide notes a reviewer's decision. It can be made once.
func (s *Service) Decide(ctx context.Context, raw, decision string) error {
	if decision != "approved" && decision != "rejected" {
		return &portal.Invalid{Field: "decision", Reason: "must be approved or rejected"}
	}
	err := s.store.Decide(ctx, token.Hash(raw), decision)
	if errors.Is(err, portal.ErrNotFound) {
		return portal.ErrExpired
	}
	return err
}
