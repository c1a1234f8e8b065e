// Package board serves the notice board: staff write on it, everybody reads it.
package board

import (
	"io"
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/sessions"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
	"github.com/launchlint/launchlint/testdata/portal/internal/staff"
)

// A Board holds one notice.
type Board struct {
	door  staff.Door
	limit int

	mu     sync.Mutex
	notice string
}

const longestNotice = 500

// New returns an empty board for the staff with those e-mail addresses. Key
// authenticates their sessions; perMinute limits sign-ins per client address.
func New(accounts staff.Accounts, people []string, key []byte, perMinute int) *Board {
	store := sessions.NewCookieStore(staff.Key(key)) // FLAW(cookieflags/store-defaults): scripts may read the session, and other sites' pages send it
	return &Board{
		door:  staff.Door{Accounts: accounts, Staff: people, Sessions: store, Cookie: "portal_board_session"},
		limit: perMinute,
	}
}

// Routes returns the board, to be mounted at /board.
func (b *Board) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/", b.read)
	r.With(session.LimitPerMinute(b.limit)).Post("/login", b.door.Login)
	r.With(b.door.Only).Post("/notice", b.post)
	return r
}

func (b *Board) read(w http.ResponseWriter, _ *http.Request) {
	b.mu.Lock()
	notice := b.notice
	b.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, notice)
}

func (b *Board) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, staff.MaxForm)
	notice := r.PostFormValue("notice")
	if len(notice) > longestNotice {
		respond.Error(w, r, &portal.Invalid{Field: "notice", Reason: "is too long"})
		return
	}
	b.mu.Lock()
	b.notice = notice
	b.mu.Unlock()
	respond.NoContent(w)
}
