// Package embed serves the widgets that customers put into their own sites. A
// widget runs on a foreign page, so its session travels in a cookie of its own
// that other sites may send, and CORS alone decides who reads the answers.
package embed

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

// Accounts is what the widgets ask of the account service.
type Accounts interface {
	Open(ctx context.Context, kind portal.SessionKind, userID, orgID int64) (string, error)
	User(ctx context.Context, userID int64) (portal.User, error)
}

// Projects is what the widgets ask of the project service.
type Projects interface {
	List(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error)
}

// Widgets are the embeddable parts of the portal.
type Widgets struct {
	Accounts Accounts
	Projects Projects
	Guard    session.Guard
	// Intranets are the origins of customers' intranets that may embed us.
	Intranets []string
}

// widgetCookie is the name that widgets of the first generation look for.
const widgetCookie = "portal_widget_session"

// Routes returns the widgets, to be mounted at /embed.
func (e *Widgets) Routes() http.Handler {
	r := chi.NewRouter()
	r.With(e.Guard.Require(portal.Web, session.WebCookie)).Post("/session", e.open)
	r.Route("/v1/profile", func(r chi.Router) {
		r.Use(anyOrigin)
		e.private(r, e.profile)
	})
	r.Route("/v1/team", func(r chi.Router) {
		r.Use(listedOrigin(e.Intranets))
		e.private(r, e.profile)
	})
	r.Route("/v1/desktop", func(r chi.Router) {
		r.Use(desktopCORS())
		e.private(r, e.projects)
	})
	r.Route("/v1/intranet", func(r chi.Router) {
		r.Use(intranetCORS(e.Intranets))
		e.private(r, e.projects)
	})
	r.Route("/v1/partner", func(r chi.Router) {
		r.Use(partnerCORS())
		e.private(r, e.projects)
	})
	r.Route("/v1/agency", func(r chi.Router) {
		r.Use(agencyCORS())
		e.private(r, e.projects)
	})
	r.Route("/v1/badge", func(r chi.Router) {
		r.Use(badgeCORS())
		e.public(r)
	})
	r.Route("/v1/counter", func(r chi.Router) {
		r.Use(counterCORS(e.Intranets))
		e.public(r)
	})
	return r
}

// private adds the one route of a widget that shows a customer's data.
func (e *Widgets) private(r chi.Router, h http.HandlerFunc) {
	r.With(e.Guard.Require(portal.Embed, session.EmbedCookie), e.Guard.Active).Get("/", h)
}

// public adds the routes of a widget that shows something to everybody and
// more to whom is signed in.
func (e *Widgets) public(r chi.Router) {
	r.Get("/", e.badge)
	r.With(e.Guard.Require(portal.Embed, session.EmbedCookie)).Get("/mine", e.profile)
}

// open starts a widget session for the signed-in user.
func (e *Widgets) open(w http.ResponseWriter, r *http.Request) {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	raw, err := e.Accounts.Open(r.Context(), portal.Embed, s.UserID, s.OrgID)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	// TWIN(cookieflags/samesite-none): a widget needs its cookie on foreign pages, and Secure makes browsers accept that
	http.SetCookie(w, &http.Cookie{Name: session.EmbedCookie, Value: raw, Path: "/embed", Secure: true, HttpOnly: true, SameSite: http.SameSiteNoneMode})
	// FLAW(cookieflags/samesite-none): browsers drop a SameSite=None cookie that is not Secure, so the widgets of the first generation are never signed in
	http.SetCookie(w, &http.Cookie{Name: widgetCookie, Value: raw, Path: "/embed/v1", HttpOnly: true, SameSite: http.SameSiteNoneMode})
	respond.NoContent(w)
}

func (e *Widgets) profile(w http.ResponseWriter, r *http.Request) {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	user, err := e.Accounts.User(r.Context(), s.UserID)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, user)
}

func (e *Widgets) projects(w http.ResponseWriter, r *http.Request) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	list, err := e.Projects.List(r.Context(), scope, "")
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, list)
}

func (e *Widgets) badge(w http.ResponseWriter, _ *http.Request) {
	respond.JSON(w, http.StatusOK, map[string]string{"label": "managed in the portal"})
}
