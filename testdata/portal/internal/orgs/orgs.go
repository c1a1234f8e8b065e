// Package orgs keeps organisations, their members and the invites to join them.
package orgs

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/token"
)

// A Store is what the service needs kept.
type Store interface {
	CreateOrganisation(ctx context.Context, userID int64, name, slug string, now time.Time) (int64, error)
	Organisation(ctx context.Context, orgID int64) (portal.Organisation, error)
	OrganisationsOf(ctx context.Context, userID int64) ([]portal.Organisation, error)
	RoleOf(ctx context.Context, orgID, userID int64) (portal.Role, error)
	SetSessionOrg(ctx context.Context, hash string, orgID int64) error
	Members(ctx context.Context, orgID int64) ([]portal.Membership, error)
	RemoveMember(ctx context.Context, orgID, userID int64) error
	User(ctx context.Context, userID int64) (portal.User, error)
	InsertInvite(ctx context.Context, v portal.Invite, hash string) (int64, error)
	Invites(ctx context.Context, orgID int64, now time.Time) ([]portal.Invite, error)
	DeleteInvite(ctx context.Context, orgID, inviteID int64) error
	AcceptInvite(ctx context.Context, hash string, user portal.User, now time.Time) (portal.Invite, error)
	InsertEvent(ctx context.Context, scope portal.Scope, action, subject string, now time.Time) error
	Events(ctx context.Context, orgID int64, limit int) ([]portal.Event, error)
	Usage(ctx context.Context, orgID int64) (portal.Usage, error)
	Headcount(ctx context.Context, orgID int64) (map[portal.Role]int, error)
}

// A Mailer delivers messages.
type Mailer interface {
	Send(ctx context.Context, m mail.Message) error
}

const (
	inviteFor   = 7 * 24 * time.Hour
	longestName = 120
	eventsShown = 100
)

var slugForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$`)

// A Service is the organisation service.
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

// Create adds an organisation owned by the user.
func (s *Service) Create(ctx context.Context, userID int64, name, slug string) (portal.Organisation, error) {
	if err := portal.CheckText("name", name, longestName); err != nil {
		return portal.Organisation{}, err
	}
	if !slugForm.MatchString(slug) {
		return portal.Organisation{}, &portal.Invalid{Field: "slug", Reason: "must be 3 to 40 of a-z, 0-9 and inner hyphens"}
	}
	name = strings.TrimSpace(name)
	id, err := s.store.CreateOrganisation(ctx, userID, name, slug, s.now())
	if err != nil {
		return portal.Organisation{}, fmt.Errorf("create organisation: %w", err)
	}
	return portal.Organisation{ID: id, Name: name, Slug: slug}, nil
}

// Get returns the scope's organisation.
func (s *Service) Get(ctx context.Context, scope portal.Scope) (portal.Organisation, error) {
	return s.store.Organisation(ctx, scope.OrgID)
}

// Mine returns the organisations the user belongs to.
func (s *Service) Mine(ctx context.Context, userID int64) ([]portal.Organisation, error) {
	return s.store.OrganisationsOf(ctx, userID)
}

// Scope returns what the user may touch in the organisation. It returns
// ErrNotFound to everybody else, so that ids cannot be probed.
func (s *Service) Scope(ctx context.Context, orgID, userID int64) (portal.Scope, error) {
	role, err := s.store.RoleOf(ctx, orgID, userID)
	if err != nil {
		return portal.Scope{}, fmt.Errorf("scope: %w", err)
	}
	return portal.Scope{UserID: userID, OrgID: orgID, Role: role}, nil
}

// Switch makes the session work in another organisation of its user.
func (s *Service) Switch(ctx context.Context, session portal.Session, orgID int64) error {
	if _, err := s.Scope(ctx, orgID, session.UserID); err != nil {
		return err
	}
	return s.store.SetSessionOrg(ctx, session.TokenHash, orgID)
}

// Members returns the members of the scope's organisation.
func (s *Service) Members(ctx context.Context, scope portal.Scope) ([]portal.Membership, error) {
	return s.store.Members(ctx, scope.OrgID)
}

// RemoveMember takes a user out of the scope's organisation.
func (s *Service) RemoveMember(ctx context.Context, scope portal.Scope, userID int64) error {
	if !scope.Role.AtLeast(portal.Admin) {
		return portal.ErrForbidden
	}
	if err := s.store.RemoveMember(ctx, scope.OrgID, userID); err != nil {
		return fmt.Errorf("remove member: %w", err)
	}
	return s.store.InsertEvent(ctx, scope, "member.removed", fmt.Sprintf("user %d", userID), s.now())
}

// Activity returns the newest events in the scope's organisation.
func (s *Service) Activity(ctx context.Context, scope portal.Scope) ([]portal.Event, error) {
	return s.store.Events(ctx, scope.OrgID, eventsShown)
}

// Usage sums up an organisation.
func (s *Service) Usage(ctx context.Context, orgID int64) (portal.Usage, error) {
	return s.store.Usage(ctx, orgID)
}

// Headcount counts the members of an organisation that the user belongs to.
func (s *Service) Headcount(ctx context.Context, userID, orgID int64) (map[portal.Role]int, error) {
	if _, err := s.store.RoleOf(ctx, orgID, userID); err != nil {
		return nil, fmt.Errorf("headcount: %w", err)
	}
	return s.store.Headcount(ctx, orgID)
}

// Invite mails an invite to join the scope's organisation. Nobody can hand out
// a role above their own.
func (s *Service) Invite(ctx context.Context, scope portal.Scope, email string, role portal.Role) (portal.Invite, error) {
	if !scope.Role.AtLeast(portal.Admin) || !scope.Role.AtLeast(role) {
		return portal.Invite{}, portal.ErrForbidden
	}
	if err := portal.CheckEmail("email", email); err != nil {
		return portal.Invite{}, err
	}
	if !role.Valid() || role == portal.Owner {
		return portal.Invite{}, &portal.Invalid{Field: "role", Reason: "must be viewer, member or admin"}
	}
	v := portal.Invite{
		OrgID: scope.OrgID, Email: strings.ToLower(strings.TrimSpace(email)), Role: role,
		InvitedBy: scope.UserID, ExpiresAt: s.now().Add(inviteFor),
	}
	raw := token.New()
	id, err := s.store.InsertInvite(ctx, v, token.Hash(raw))
	if err != nil {
		return portal.Invite{}, fmt.Errorf("invite: %w", err)
	}
	v.ID = id
	if err := s.store.InsertEvent(ctx, scope, "invite.sent", fmt.Sprintf("invite %d", id), s.now()); err != nil {
		return portal.Invite{}, fmt.Errorf("invite: %w", err)
	}
	return v, s.mailer.Send(ctx, mail.Message{
		To: v.Email, Subject: "You are invited",
		Text: "Join us on the portal: " + s.publicURL + "/join?token=" + raw,
	})
}

// Invites returns the open invites of the scope's organisation.
func (s *Service) Invites(ctx context.Context, scope portal.Scope) ([]portal.Invite, error) {
	if !scope.Role.AtLeast(portal.Admin) {
		return nil, portal.ErrForbidden
	}
	return s.store.Invites(ctx, scope.OrgID, s.now())
}

// Revoke takes back an invite of the scope's organisation.
func (s *Service) Revoke(ctx context.Context, scope portal.Scope, inviteID int64) error {
	if !scope.Role.AtLeast(portal.Admin) {
		return portal.ErrForbidden
	}
	return s.store.DeleteInvite(ctx, scope.OrgID, inviteID)
}

// Accept makes the user a member by an invite that was sent to their address.
func (s *Service) Accept(ctx context.Context, userID int64, raw string) (portal.Scope, error) {
	user, err := s.store.User(ctx, userID)
	if err != nil {
		return portal.Scope{}, fmt.Errorf("accept invite: %w", err)
	}
	v, err := s.store.AcceptInvite(ctx, token.Hash(raw), user, s.now())
	if errors.Is(err, portal.ErrNotFound) {
		return portal.Scope{}, portal.ErrExpired
	}
	if err != nil {
		return portal.Scope{}, err
	}
	scope := portal.Scope{UserID: userID, OrgID: v.OrgID, Role: v.Role}
	return scope, s.store.InsertEvent(ctx, scope, "invite.accepted", fmt.Sprintf("invite %d", v.ID), s.now())
}
