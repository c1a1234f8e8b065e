// Package app puts the portal together. It is the only place that knows both
// sides of every interface.
package app

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/launchlint/launchlint/testdata/portal/internal/account"
	"github.com/launchlint/launchlint/testdata/portal/internal/board"
	"github.com/launchlint/launchlint/testdata/portal/internal/config"
	"github.com/launchlint/launchlint/testdata/portal/internal/documents"
	"github.com/launchlint/launchlint/testdata/portal/internal/embed"
	"github.com/launchlint/launchlint/testdata/portal/internal/httpapi"
	"github.com/launchlint/launchlint/testdata/portal/internal/legacy"
	"github.com/launchlint/launchlint/testdata/portal/internal/ops"
	"github.com/launchlint/launchlint/testdata/portal/internal/orgs"
	"github.com/launchlint/launchlint/testdata/portal/internal/password"
	"github.com/launchlint/launchlint/testdata/portal/internal/projects"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/review"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
	"github.com/launchlint/launchlint/testdata/portal/internal/store"
	"github.com/launchlint/launchlint/testdata/portal/internal/support"
)

// A Mailer delivers messages and can be asked whether it does.
type Mailer interface {
	account.Mailer
	ops.Spool
}

const maxRequest = 1 << 20

// New returns the whole portal as one handler on top of db and mailer. now
// is time.Now outside tests, cost password.Default.
func New(cfg *config.Config, db *store.Store, mailer Mailer, cost password.Cost, now func() time.Time) (http.Handler, error) {
	accounts := account.New(db, mailer, cfg.PublicURL, cost, now)
	organisations := orgs.New(db, mailer, cfg.PublicURL, now)
	work := projects.New(db, now)
	papers := documents.New(db, mailer, cfg.PublicURL, now)
	guard := session.Guard{Sessions: accounts, Orgs: organisations}

	api := &httpapi.API{
		Accounts: accounts, Orgs: organisations, Projects: work, Documents: papers,
		Guard: guard, Origins: cfg.Origins, LoginsPerMinute: cfg.LoginsPerMinute,
	}
	apiRoutes, err := api.Routes()
	if err != nil {
		return nil, fmt.Errorf("build routes: %w", err)
	}
	widgets := &embed.Widgets{Accounts: accounts, Projects: work, Guard: guard, Intranets: cfg.Origins}
	old := &legacy.API{
		Accounts: accounts, Orgs: organisations, Projects: work, Guard: guard,
		Origins: cfg.Origins, CookieSecure: cfg.CookieSecure, LoginsPerMinute: cfg.LoginsPerMinute,
	}
	desk := &ops.Desk{
		Spool: mailer, Database: db, Metrics: &ops.Metrics{},
		DatabasePath: cfg.Database, MailDir: cfg.MailDir, Debug: cfg.OpsDebug, Trace: cfg.OpsTrace,
	}
	pages := &review.Pages{Reviews: papers}
	notices := board.New(accounts, cfg.Staff, cfg.StaffKey, cfg.LoginsPerMinute)
	helpers := support.New(accounts, cfg.Staff, cfg.StaffKey, cfg.LoginsPerMinute)

	r := chi.NewRouter()
	r.Use(middleware.RequestID, session.ClientIP(), accessLog, desk.Metrics.Observe, recoverer, harden)
	r.Use(middleware.RequestSize(maxRequest))
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { respond.NoContent(w) })
	r.Mount("/api", apiRoutes)
	r.Mount("/embed", widgets.Routes())
	r.Mount("/legacy/v0", old.Mobile())
	r.Mount("/legacy/reports", old.Reports())
	r.Mount("/review", pages.Routes())
	r.Mount("/board", notices.Routes())
	r.Mount("/support", helpers.Routes())
	r.Mount("/status", desk.Public())
	r.Mount("/ops", desk.Internal())
	return r, nil
}

// accessLog notes every request without its query, which may hold tokens.
func accessLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(ww, r)
		slog.InfoContext(r.Context(), "request",
			"id", middleware.GetReqID(r.Context()), "method", r.Method, "route", chi.RouteContext(r.Context()).RoutePattern(),
			"status", ww.Status(), "duration", time.Since(start))
	})
}

// recoverer keeps a panic from closing the connection and its stack from the client.
func recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v) // net/http's own way to give up on a response
			}
			slog.ErrorContext(r.Context(), "panic", "value", v, "stack", string(debug.Stack()))
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// harden sets the headers that every response carries.
func harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}
