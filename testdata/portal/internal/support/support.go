// Package support serves the support desk, where staff unlock accounts.
package support

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/sessions"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
	"github.com/launchlint/launchlint/testdata/portal/internal/staff"
)

// Accounts is what the desk asks of the account service.
type Accounts interface {
	staff.Accounts
	Unlock(ctx context.Context, email string) error
}

// A Desk is the support desk.
type Desk struct {
	accounts Accounts
	door     staff.Door
	limit    int
}

// New returns the desk for the staff with those e-mail addresses. Key
// authenticates their sessions; perMinute limits sign-ins per client address.
func New(accounts Accounts, people []string, key []byte, perMinute int) *Desk {
	store := sessions.NewCookieStore(staff.Key(key)) // TWIN(cookieflags/store-defaults): the options follow
	store.Options = &sessions.Options{
		Path:     "/support",
		MaxAge:   int((8 * time.Hour).Seconds()),
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
	}
	return &Desk{
		accounts: accounts,
		door:     staff.Door{Accounts: accounts, Staff: people, Sessions: store, Cookie: "portal_support_session"},
		limit:    perMinute,
	}
}

// Routes returns the desk, to be mounted at /support.
func (d *Desk) Routes() http.Handler {
	r := chi.NewRouter()
	r.With(session.LimitPerMinute(d.limit)).Post("/login", d.door.Login)
	r.With(d.door.Only).Post("/unlock", d.unlock)
	return r
}

// unlock answers the same whether there is such an account or not.
func (d *Desk) unlock(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, staff.MaxForm)
	err := d.accounts.Unlock(r.Context(), r.PostFormValue("email"))
	if err != nil && !errors.Is(err, portal.ErrNotFound) {
		respond.Error(w, r, err)
		return
	}
	respond.NoContent(w)
}
