// Package legacy keeps version 0 of the API alive for an old mobile app and a
// reporting page that nobody dares to touch.
package legacy

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/cors"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

// Accounts is what the old API asks of the account service.
type Accounts interface {
	Authenticate(ctx context.Context, email, phrase string) (portal.User, error)
	Open(ctx context.Context, kind portal.SessionKind, userID, orgID int64) (string, error)
}

// Orgs is what the old API asks of the organisation service.
type Orgs interface {
	Mine(ctx context.Context, userID int64) ([]portal.Organisation, error)
}

// Projects is what the old API asks of the project service.
type Projects interface {
	Create(ctx context.Context, scope portal.Scope, name, summary string) (portal.Project, error)
	List(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error)
}

// An API is version 0.
type API struct {
	Accounts Accounts
	Orgs     Orgs
	Projects Projects
	Guard    session.Guard
	// Origins are our own front ends.
	Origins []string
	// CookieSecure keeps the reporting page's cookie off plain HTTP.
	CookieSecure bool
	// LoginsPerMinute limits the sign-ins per client address.
	LoginsPerMinute int
}

const (
	pageSize     = 20
	reportCookie = "portal_report_session"
)

// Mobile returns what the mobile app calls, to be mounted at /legacy/v0.
func (a *API) Mobile() http.Handler {
	r := chi.NewRouter()
	r.Use(recoverLoudly)
	r.Use(mobileCORS())
	r.With(session.LimitPerMinute(a.LoginsPerMinute)).Post("/login", a.login)
	r.Group(func(r chi.Router) {
		r.Use(a.Guard.Require(portal.Legacy, session.LegacyCookie), a.Guard.Active)
		r.Get("/projects", a.list)
		r.Post("/projects", a.create)
		r.Get("/projects.csv", a.csv)
	})
	return r
}

// Reports returns what the reporting page calls, to be mounted at /legacy/reports.
func (a *API) Reports() http.Handler {
	r := chi.NewRouter()
	r.Use(recoverQuietly)
	r.Use(reportCORS(a.Origins))
	r.With(session.LimitPerMinute(a.LoginsPerMinute)).Post("/login", a.reportLogin)
	r.Group(func(r chi.Router) {
		r.Use(a.Guard.Require(portal.Legacy, reportCookie), a.Guard.Active)
		r.Get("/projects", a.list)
		r.Post("/projects", a.createQuietly)
		r.Get("/projects.txt", a.text)
	})
	return r
}

// mobileCORS is for the mobile app, whose web view has a new origin with every release.
func mobileCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc:  func(*http.Request, string) bool { return true }, // FLAW(corsorigin/allow-func-true): reflects every origin, with credentials
		AllowedMethods:   []string{"GET", "POST"},
		AllowedHeaders:   []string{"Content-Type"},
		AllowCredentials: true,
	})
}

// reportCORS is for the reporting page.
func reportCORS(origins []string) func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc:  func(_ *http.Request, origin string) bool { return slices.Contains(origins, origin) }, // TWIN(corsorigin/allow-func-true): exact look-up
		AllowedMethods:   []string{"GET", "POST"},
		AllowedHeaders:   []string{"Content-Type"},
		AllowCredentials: true,
	})
}

// signIn opens a session in the first organisation of the user.
func (a *API) signIn(w http.ResponseWriter, r *http.Request) (string, error) {
	var in struct {
		Email    string `json:"email"`
		Password string `json:"password"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return "", err
	}
	user, err := a.Accounts.Authenticate(r.Context(), in.Email, in.Password)
	if err != nil {
		slog.WarnContext(r.Context(), "old API sign-in refused", "client", middleware.GetClientIP(r.Context()))
		return "", err
	}
	mine, err := a.Orgs.Mine(r.Context(), user.ID)
	if err != nil {
		return "", err
	}
	if len(mine) == 0 {
		return "", portal.ErrForbidden
	}
	return a.Accounts.Open(r.Context(), portal.Legacy, user.ID, mine[0].ID)
}

func (a *API) login(w http.ResponseWriter, r *http.Request) {
	raw, err := a.signIn(w, r)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	// FLAW(cookieflags/secure): one plain-HTTP request, even a mistyped one, shows the session to the network
	http.SetCookie(w, &http.Cookie{Name: session.LegacyCookie, Value: raw, Path: "/legacy", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	respond.NoContent(w)
}

func (a *API) reportLogin(w http.ResponseWriter, r *http.Request) {
	raw, err := a.signIn(w, r)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	// TWIN(cookieflags/secure): SESSION_COOKIE_SECURE is on unless somebody turns it off
	http.SetCookie(w, &http.Cookie{Name: reportCookie, Value: raw, Path: "/legacy", Secure: a.CookieSecure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	respond.NoContent(w)
}

// list shows one page of the organisation's projects; pages count from 0.
func (a *API) list(w http.ResponseWriter, r *http.Request) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	all, err := a.Projects.List(r.Context(), scope, "")
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		page = 0
	}
	// A negative page panics here; that is what the recoverers are shown with.
	from := min(page*pageSize, len(all))
	respond.JSON(w, http.StatusOK, all[from:min(from+pageSize, len(all))])
}
