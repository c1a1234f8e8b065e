// Package session ties requests to signed-in users and to their organisations.
package session

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// The names of the cookies that carry a session's token.
const (
	WebCookie    = "__Host-portal_session"
	EmbedCookie  = "portal_embed_session"
	LegacyCookie = "portal_legacy_session"
)

// A Resolver finds the session that a token stands for.
type Resolver interface {
	Resolve(ctx context.Context, kind portal.SessionKind, raw string) (portal.Session, error)
}

// A Scoper finds what a user may touch in an organisation.
type Scoper interface {
	Scope(ctx context.Context, orgID, userID int64) (portal.Scope, error)
}

// A Guard makes the middleware that stands before the handlers.
type Guard struct {
	Sessions Resolver
	Orgs     Scoper
}

// Require lets only requests through that carry a live session of that kind in the cookie.
func (g Guard) Require(kind portal.SessionKind, cookie string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, err := r.Cookie(cookie)
			if err != nil {
				respond.Error(w, r, portal.ErrUnauthenticated)
				return
			}
			v, err := g.Sessions.Resolve(r.Context(), kind, c.Value)
			if err != nil {
				respond.Error(w, r, err)
				return
			}
			next.ServeHTTP(w, r.WithContext(portal.WithSession(r.Context(), v)))
		})
	}
}

// Member lets only members of the organisation in the path parameter orgID
// through, and puts their scope into the context.
func (g Guard) Member(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		orgID, err := strconv.ParseInt(chi.URLParam(r, "orgID"), 10, 64)
		if err != nil {
			respond.Error(w, r, portal.ErrNotFound)
			return
		}
		g.scoped(w, r, next, orgID)
	})
}

// Active puts the scope of the organisation that the session works in into the context.
func (g Guard) Active(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := portal.SessionFrom(r.Context())
		if err != nil {
			respond.Error(w, r, err)
			return
		}
		g.scoped(w, r, next, s.OrgID)
	})
}

func (g Guard) scoped(w http.ResponseWriter, r *http.Request, next http.Handler, orgID int64) {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	scope, err := g.Orgs.Scope(r.Context(), orgID, s.UserID)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	next.ServeHTTP(w, r.WithContext(portal.WithScope(r.Context(), scope)))
}
