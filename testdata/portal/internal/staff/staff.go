// Package staff signs our own people in to the pages that are theirs.
package staff

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/sessions"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// Accounts is what a door asks of the account service.
type Accounts interface {
	Authenticate(ctx context.Context, email, phrase string) (portal.User, error)
}

// MaxForm bounds the forms of staff pages, in bytes.
const MaxForm = 4 << 10

// A Door lets staff into one page.
type Door struct {
	Accounts Accounts
	// Staff are the e-mail addresses of those who may enter.
	Staff []string
	// Sessions keeps who has entered, in a cookie of the name Cookie.
	Sessions sessions.Store
	Cookie   string
}

// Login signs a member of staff in by the form fields email and password.
func (d *Door) Login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, MaxForm)
	user, err := d.Accounts.Authenticate(r.Context(), r.PostFormValue("email"), r.PostFormValue("password"))
	if err != nil {
		slog.WarnContext(r.Context(), "staff sign-in refused", "client", middleware.GetClientIP(r.Context()))
		respond.Error(w, r, err)
		return
	}
	if !slices.Contains(d.Staff, user.Email) {
		respond.Error(w, r, portal.ErrForbidden)
		return
	}
	s, err := d.Sessions.New(r, d.Cookie)
	if err != nil {
		slog.InfoContext(r.Context(), "stale staff session replaced")
	}
	s.Values["staff"] = user.ID
	if err := s.Save(r, w); err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.NoContent(w)
}

// Only lets through who is signed in.
func (d *Door) Only(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := d.Sessions.Get(r, d.Cookie)
		if err != nil || s.Values["staff"] == nil {
			respond.Error(w, r, portal.ErrUnauthenticated)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Key returns key, or 32 random bytes when it is nil: sessions then end with the process.
func Key(key []byte) []byte {
	if key != nil {
		return key
	}
	key = make([]byte, 32)
	rand.Read(key) // never errs: see crypto/rand.Read
	return key
}
