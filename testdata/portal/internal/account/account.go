// Package account signs people up, confirms their addresses and signs them in.
package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/password"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/token"
)

// A Store is what the service needs kept.
type Store interface {
	InsertUser(ctx context.Context, email, name, passwordHash string, now time.Time) (int64, error)
	Credential(ctx context.Context, email string) (portal.Credential, error)
	User(ctx context.Context, userID int64) (portal.User, error)
	SetFailures(ctx context.Context, userID int64, failures int, lockedUntil time.Time) error
	InsertEmailToken(ctx context.Context, hash string, userID int64, expires time.Time) error
	ConfirmEmail(ctx context.Context, hash string, now time.Time) error
	InsertSession(ctx context.Context, v portal.Session) error
	Session(ctx context.Context, kind portal.SessionKind, hash string, now time.Time) (portal.Session, error)
	DeleteSession(ctx context.Context, hash string) error
	SeeDevice(ctx context.Context, userID int64, hash string, now time.Time) (bool, error)
	InsertDevice(ctx context.Context, userID int64, hash string, now time.Time) error
}

// A Mailer delivers messages.
type Mailer interface {
	Send(ctx context.Context, m mail.Message) error
}

const (
	maxFailures     = 5
	lockFor         = 15 * time.Minute
	confirmWithin   = 24 * time.Hour
	shortestPhrase  = 10
	longestPhrase   = 128
	longestName     = 120
	webLifetime     = 12 * time.Hour
	foreverLifetime = 60 * 24 * time.Hour
)

// A Service is the account service.
type Service struct {
	store     Store
	mailer    Mailer
	publicURL string
	cost      password.Cost
	now       func() time.Time
	// decoy is verified when the address is unknown, so that both cases take the same time.
	decoy string
}

// New returns a service whose mails link to publicURL.
func New(store Store, mailer Mailer, publicURL string, cost password.Cost, now func() time.Time) *Service {
	return &Service{store: store, mailer: mailer, publicURL: publicURL, cost: cost, now: now, decoy: cost.Hash(token.New())}
}

// A SignUp is what a new user tells about themselves.
type SignUp struct {
	Email    string `json:"email"`
	Name     string `json:"name"`
	Password string `json:"password"`
}

// Validate returns an *portal.Invalid for the first field that cannot be accepted.
func (in SignUp) Validate() error {
	if err := portal.CheckEmail("email", in.Email); err != nil {
		return err
	}
	if err := portal.CheckText("name", in.Name, longestName); err != nil {
		return err
	}
	if n := len(in.Password); n < shortestPhrase || n > longestPhrase {
		return &portal.Invalid{Field: "password", Reason: "must have between 10 and 128 characters"}
	}
	return nil
}

// SignUp adds a user and mails a confirmation link. An address that has an
// account gets a mail that says so; the caller cannot tell the two apart.
func (s *Service) SignUp(ctx context.Context, in SignUp) error {
	if err := in.Validate(); err != nil {
		return err
	}
	email := normal(in.Email)
	id, err := s.store.InsertUser(ctx, email, strings.TrimSpace(in.Name), s.cost.Hash(in.Password), s.now())
	if errors.Is(err, portal.ErrConflict) {
		return s.mailer.Send(ctx, mail.Message{
			To: email, Subject: "You have an account already",
			Text: "Somebody, probably you, tried to sign up with this address again. Sign in at " + s.publicURL + " instead.",
		})
	}
	if err != nil {
		return fmt.Errorf("sign up: %w", err)
	}
	raw := token.New()
	if err := s.store.InsertEmailToken(ctx, token.Hash(raw), id, s.now().Add(confirmWithin)); err != nil {
		return fmt.Errorf("sign up: %w", err)
	}
	return s.mailer.Send(ctx, mail.Message{
		To: email, Subject: "Confirm your address",
		Text: "Welcome. Please confirm this address: " + s.publicURL + "/verify?token=" + raw,
	})
}

// Confirm uses up a confirmation token, or returns ErrExpired.
func (s *Service) Confirm(ctx context.Context, raw string) error {
	err := s.store.ConfirmEmail(ctx, token.Hash(raw), s.now())
	if errors.Is(err, portal.ErrNotFound) {
		return portal.ErrExpired
	}
	return err
}

// Authenticate returns the user that the address and password belong to. Five
// failures in a row lock the account for a quarter of an hour.
func (s *Service) Authenticate(ctx context.Context, email, phrase string) (portal.User, error) {
	c, err := s.store.Credential(ctx, normal(email))
	if errors.Is(err, portal.ErrNotFound) {
		_, err = password.Verify(s.decoy, phrase)
		return portal.User{}, errors.Join(err, portal.ErrBadCredentials)
	}
	if err != nil {
		return portal.User{}, fmt.Errorf("authenticate: %w", err)
	}
	if s.now().Before(c.LockedUntil) {
		return portal.User{}, portal.ErrLocked
	}
	ok, err := password.Verify(c.PasswordHash, phrase)
	if err != nil {
		return portal.User{}, fmt.Errorf("authenticate: %w", err)
	}
	if !ok {
		return portal.User{}, s.failed(ctx, c)
	}
	if c.Failures > 0 {
		if err := s.store.SetFailures(ctx, c.User.ID, 0, time.Time{}); err != nil {
			return portal.User{}, fmt.Errorf("authenticate: %w", err)
		}
	}
	if c.User.VerifiedAt.IsZero() {
		return portal.User{}, portal.ErrUnverified
	}
	return c.User, nil
}

func (s *Service) failed(ctx context.Context, c portal.Credential) error {
	failures, until := c.Failures+1, time.Time{}
	if failures >= maxFailures {
		failures, until = 0, s.now().Add(lockFor)
	}
	if err := s.store.SetFailures(ctx, c.User.ID, failures, until); err != nil {
		return fmt.Errorf("authenticate: %w", err)
	}
	return portal.ErrBadCredentials
}

// Unlock lets a locked user try again at once.
func (s *Service) Unlock(ctx context.Context, email string) error {
	c, err := s.store.Credential(ctx, normal(email))
	if err != nil {
		return fmt.Errorf("unlock: %w", err)
	}
	return s.store.SetFailures(ctx, c.User.ID, 0, time.Time{})
}

// User returns the signed-in user.
func (s *Service) User(ctx context.Context, userID int64) (portal.User, error) {
	return s.store.User(ctx, userID)
}

func normal(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
