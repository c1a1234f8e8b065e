// Package console serves two small pages to our own staff: the notice board,
// and the support desk that unlocks accounts.
package console

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/sessions"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

// Accounts is what the consoles ask of the account service.
type Accounts interface {
	Authenticate(ctx context.Context, email, phrase string) (portal.User, error)
	Unlock(ctx context.Context, email string) error
}

// A Console is one staff page with its sessions.
type Console struct {
	accounts Accounts
	staff    []string
	sessions *sessions.CookieStore
	cookie   string
	perMin   int

	mu     sync.Mutex
	notice string
}

const (
	maxForm       = 4 << 10
	longestNotice = 500
)

// NewBoard returns the notice board. A nil key is replaced by a fresh one.
func NewBoard(accounts Accounts, staff []string, key []byte, perMinute int) *Console {
	store := sessions.NewCookieStore(orFresh(key)) // FLAW(cookieflags/store-defaults): scripts may read the session, and other sites' pages send it
	return &Console{accounts: accounts, staff: staff, sessions: store, cookie: "portal_board_session", perMin: perMinute}
}

// NewSupport returns the support desk. A nil key is replaced by a fresh one.
func NewSupport(accounts Accounts, staff []string, key []byte, perMinute int) *Console {
	store := sessions.NewCookieStore(orFresh(key)) // TWIN(cookieflags/store-defaults): the options follow
	store.Options = &sessions.Options{
		Path:     "/support",
		MaxAge:   int((8 * time.Hour).Seconds()),
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
	}
	return &Console{accounts: accounts, staff: staff, sessions: store, cookie: "portal_support_session", perMin: perMinute}
}

func orFresh(key []byte) []byte {
	if key != nil {
		return key
	}
	key = make([]byte, 32)
	rand.Read(key) // never errs: see crypto/rand.Read
	return key
}

// Board returns the notice board's routes, to be mounted at /board.
func (c *Console) Board() http.Handler {
	r := chi.NewRouter()
	r.Get("/", c.read)
	r.With(session.LimitPerMinute(c.perMin)).Post("/login", c.login)
	r.With(c.staffOnly).Post("/notice", c.post)
	return r
}

// Support returns the support desk's routes, to be mounted at /support.
func (c *Console) Support() http.Handler {
	r := chi.NewRouter()
	r.With(session.LimitPerMinute(c.perMin)).Post("/login", c.login)
	r.With(c.staffOnly).Post("/unlock", c.unlock)
	return r
}

func (c *Console) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	user, err := c.accounts.Authenticate(r.Context(), r.PostFormValue("email"), r.PostFormValue("password"))
	if err != nil {
		slog.WarnContext(r.Context(), "staff sign-in refused", "client", middleware.GetClientIP(r.Context()))
		respond.Error(w, r, err)
		return
	}
	if !slices.Contains(c.staff, user.Email) {
		respond.Error(w, r, portal.ErrForbidden)
		return
	}
	s, err := c.sessions.New(r, c.cookie)
	if err != nil {
		slog.InfoContext(r.Context(), "stale console session replaced")
	}
	s.Values["staff"] = user.ID
	if err := s.Save(r, w); err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.NoContent(w)
}

func (c *Console) staffOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := c.sessions.Get(r, c.cookie)
		if err != nil || s.Values["staff"] == nil {
			respond.Error(w, r, portal.ErrUnauthenticated)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (c *Console) read(w http.ResponseWriter, _ *http.Request) {
	c.mu.Lock()
	notice := c.notice
	c.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, notice)
}

func (c *Console) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	notice := r.PostFormValue("notice")
	if len(notice) > longestNotice {
		respond.Error(w, r, &portal.Invalid{Field: "notice", Reason: "is too long"})
		return
	}
	c.mu.Lock()
	c.notice = notice
	c.mu.Unlock()
	respond.NoContent(w)
}

func (c *Console) unlock(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err := c.accounts.Unlock(r.Context(), r.PostFormValue("email"))
	if err != nil && !errors.Is(err, portal.ErrNotFound) {
		respond.Error(w, r, err)
		return
	}
	respond.NoContent(w)
}
