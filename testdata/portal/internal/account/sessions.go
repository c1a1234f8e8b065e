package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/token"
)

// Open starts a session of that kind and returns its token, which is not stored.
func (s *Service) Open(ctx context.Context, kind portal.SessionKind, userID, orgID int64) (string, error) {
	lifetime := webLifetime
	if kind == portal.Remember {
		lifetime = foreverLifetime
	}
	raw := token.New()
	err := s.store.InsertSession(ctx, portal.Session{
		TokenHash: token.Hash(raw), Kind: kind, UserID: userID, OrgID: orgID, ExpiresAt: s.now().Add(lifetime),
	})
	if err != nil {
		return "", fmt.Errorf("open session: %w", err)
	}
	return raw, nil
}

// Resolve returns the live session that the token stands for, or ErrUnauthenticated.
func (s *Service) Resolve(ctx context.Context, kind portal.SessionKind, raw string) (portal.Session, error) {
	v, err := s.store.Session(ctx, kind, token.Hash(raw), s.now())
	if errors.Is(err, portal.ErrNotFound) {
		return portal.Session{}, portal.ErrUnauthenticated
	}
	return v, err
}

// Close ends a session.
func (s *Service) Close(ctx context.Context, v portal.Session) error {
	return s.store.DeleteSession(ctx, v.TokenHash)
}

// Resume trades a remember-me token for a new web session, once: the token is
// replaced by the second one returned.
func (s *Service) Resume(ctx context.Context, raw string) (session, remember string, err error) {
	v, err := s.Resolve(ctx, portal.Remember, raw)
	if err != nil {
		return "", "", err
	}
	if err := s.store.DeleteSession(ctx, v.TokenHash); err != nil {
		return "", "", fmt.Errorf("resume: %w", err)
	}
	if session, err = s.Open(ctx, portal.Web, v.UserID, 0); err != nil {
		return "", "", err
	}
	remember, err = s.Open(ctx, portal.Remember, v.UserID, 0)
	return session, remember, err
}

// Recognise notes the device with that token, "" for none. For a device that
// the user has not signed in from before it mails a warning and returns the
// token that the device shall keep.
func (s *Service) Recognise(ctx context.Context, user portal.User, device string) (string, error) {
	if device != "" {
		known, err := s.store.SeeDevice(ctx, user.ID, token.Hash(device), s.now())
		if err != nil || known {
			return "", err
		}
	}
	raw := token.New()
	if err := s.store.InsertDevice(ctx, user.ID, token.Hash(raw), s.now()); err != nil {
		return "", fmt.Errorf("recognise device: %w", err)
	}
	return raw, s.mailer.Send(ctx, mail.Message{
		To: user.Email, Subject: "New sign-in",
		Text: "Your account was used on a new device at " + s.now().UTC().Format(time.DateTime) + " UTC. If that was not you, change your password.",
	})
}
