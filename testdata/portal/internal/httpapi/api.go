// Package httpapi serves the portal's JSON API.
package httpapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/cors"

	"github.com/launchlint/launchlint/testdata/portal/internal/account"
	"github.com/launchlint/launchlint/testdata/portal/internal/documents"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/projects"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

// Accounts is what the API asks of the account service.
type Accounts interface {
	SignUp(ctx context.Context, in account.SignUp) error
	Confirm(ctx context.Context, raw string) error
	Authenticate(ctx context.Context, email, phrase string) (portal.User, error)
	User(ctx context.Context, userID int64) (portal.User, error)
	Recognise(ctx context.Context, user portal.User, device string) (string, error)
	Open(ctx context.Context, kind portal.SessionKind, userID, orgID int64) (string, error)
	Close(ctx context.Context, v portal.Session) error
	Resume(ctx context.Context, raw string) (session, remember string, err error)
}

// Orgs is what the API asks of the organisation service.
type Orgs interface {
	Create(ctx context.Context, userID int64, name, slug string) (portal.Organisation, error)
	Get(ctx context.Context, scope portal.Scope) (portal.Organisation, error)
	Mine(ctx context.Context, userID int64) ([]portal.Organisation, error)
	Switch(ctx context.Context, session portal.Session, orgID int64) error
	Members(ctx context.Context, scope portal.Scope) ([]portal.Membership, error)
	RemoveMember(ctx context.Context, scope portal.Scope, userID int64) error
	Activity(ctx context.Context, scope portal.Scope) ([]portal.Event, error)
	Invite(ctx context.Context, scope portal.Scope, email string, role portal.Role) (portal.Invite, error)
	Invites(ctx context.Context, scope portal.Scope) ([]portal.Invite, error)
	Revoke(ctx context.Context, scope portal.Scope, inviteID int64) error
	Accept(ctx context.Context, userID int64, raw string) (portal.Scope, error)
	Usage(ctx context.Context, orgID int64) (portal.Usage, error)
	Headcount(ctx context.Context, userID, orgID int64) (map[portal.Role]int, error)
}

// Projects is what the API asks of the project service.
type Projects interface {
	Create(ctx context.Context, scope portal.Scope, name, summary string) (portal.Project, error)
	Get(ctx context.Context, scope portal.Scope, projectID int64) (portal.Project, error)
	List(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error)
	Search(ctx context.Context, scope portal.Scope, text string) ([]portal.Project, error)
	Rename(ctx context.Context, scope portal.Scope, projectID int64, name, summary string) error
	Archive(ctx context.Context, scope portal.Scope, projectID int64) error
	Restore(ctx context.Context, scope portal.Scope, projectID int64) error
	Delete(ctx context.Context, scope portal.Scope, projectID int64) error
	SetLead(ctx context.Context, scope portal.Scope, projectID int64, change projects.LeadChange) error
	SetDeadline(ctx context.Context, scope portal.Scope, projectID int64, day string) error
	AddMilestone(ctx context.Context, scope portal.Scope, projectID int64, title, dueOn string) (portal.Milestone, error)
	Milestones(ctx context.Context, scope portal.Scope, projectID int64) ([]portal.Milestone, error)
	Milestone(ctx context.Context, scope portal.Scope, projectID, milestoneID int64) (portal.Milestone, error)
	FinishMilestone(ctx context.Context, scope portal.Scope, projectID, milestoneID int64) error
}

// Documents is what the API asks of the document service.
type Documents interface {
	Create(ctx context.Context, scope portal.Scope, in documents.Draft) (portal.Document, error)
	Import(ctx context.Context, scope portal.Scope, d portal.Document) (portal.Document, error)
	Get(ctx context.Context, scope portal.Scope, documentID int64) (portal.Document, error)
	Preview(ctx context.Context, documentID int64) (portal.Document, error)
	Export(ctx context.Context, scope portal.Scope, documentID int64) (string, error)
	List(ctx context.Context, scope portal.Scope, text string) ([]portal.Document, error)
	Search(ctx context.Context, text string) ([]portal.Document, error)
	Recent(ctx context.Context, scope portal.Scope) ([]portal.Document, error)
	Comment(ctx context.Context, scope portal.Scope, documentID int64, body string) (portal.Comment, error)
	Comments(ctx context.Context, scope portal.Scope, documentID int64) ([]portal.Comment, error)
	RecentComments(ctx context.Context, scope portal.Scope) ([]portal.Comment, error)
	EditComment(ctx context.Context, scope portal.Scope, commentID int64, body string) error
	DeleteComment(ctx context.Context, commentID int64) error
	AskReview(ctx context.Context, scope portal.Scope, documentID int64, email string) error
}

// An API is the portal's JSON API.
type API struct {
	Accounts  Accounts
	Orgs      Orgs
	Projects  Projects
	Documents Documents
	Guard     session.Guard
	// Origins are our own front ends.
	Origins []string
	// LoginsPerMinute limits the sensitive routes per client address.
	LoginsPerMinute int
}

// Routes returns the API. It errs when an origin cannot be parsed.
func (a *API) Routes() (http.Handler, error) {
	csrf := http.NewCrossOriginProtection()
	for _, origin := range a.Origins {
		if err := csrf.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	r := chi.NewRouter()
	r.Use(cors.Handler(cors.Options{
		AllowedOrigins:   a.Origins,
		AllowedMethods:   []string{"GET", "POST", "PUT", "PATCH", "DELETE"},
		AllowedHeaders:   []string{"Content-Type"},
		AllowCredentials: true,
		MaxAge:           600,
	}))
	r.Use(csrf.Handler)
	r.Group(func(r chi.Router) {
		r.Use(session.LimitPerMinute(a.LoginsPerMinute))
		r.Post("/signup", a.handle(a.signUp))
		r.Post("/verify", a.handle(a.verify))
		r.Post("/login", a.handle(a.login))
		r.Post("/session/resume", a.handle(a.resume))
	})
	r.Group(func(r chi.Router) {
		r.Use(a.Guard.Require(portal.Web, session.WebCookie))
		r.Post("/logout", a.handle(a.logout))
		r.Get("/me", a.handle(a.me))
		r.Put("/me/locale", a.handle(a.setLocale))
		r.Get("/orgs", a.handle(a.myOrgs))
		r.Post("/orgs", a.handle(a.createOrg))
		r.Post("/session/org", a.handle(a.switchOrg))
		r.With(session.LimitPerMinute(a.LoginsPerMinute)).Post("/invites/accept", a.handle(a.acceptInvite))
		r.Get("/reports/usage", a.handle(a.usage))
		r.Get("/reports/headcount", a.handle(a.headcount))
		r.Route("/orgs/{orgID}", a.orgRoutes)
		r.Group(a.activeRoutes)
	})
	return r, nil
}

// orgRoutes are the routes that name their organisation.
func (a *API) orgRoutes(r chi.Router) {
	r.Use(a.Guard.Member)
	r.Get("/", a.handle(a.getOrg))
	r.Get("/members", a.handle(a.members))
	r.Delete("/members/{userID}", a.handle(a.removeMember))
	r.Get("/activity", a.handle(a.activity))
	r.Get("/invites", a.handle(a.listInvites))
	r.With(session.LimitPerMinute(a.LoginsPerMinute)).Post("/invites", a.handle(a.invite))
	r.Delete("/invites/{inviteID}", a.handle(a.revokeInvite))
	r.Get("/projects", a.handle(a.listProjects))
	r.Post("/projects", a.handle(a.createProject))
	r.Route("/projects/{projectID}/milestones", func(r chi.Router) {
		r.Get("/", a.handle(a.listMilestones))
		r.Post("/", a.handle(a.addMilestone))
		r.Get("/{milestoneID}", a.handle(a.getMilestone))
		r.Post("/{milestoneID}/finish", a.handle(a.finishMilestone))
	})
	r.Get("/documents", a.handle(a.listDocuments))
	r.Get("/documents/recent", a.handle(a.recentDocuments))
	r.Get("/comments/recent", a.handle(a.recentComments))
}

// activeRoutes are the routes that work in the session's organisation.
func (a *API) activeRoutes(r chi.Router) {
	r.Use(a.Guard.Active)
	r.Route("/projects/{projectID}", func(r chi.Router) {
		r.Get("/", a.handle(a.getProject))
		r.Patch("/", a.handle(a.renameProject))
		r.Delete("/", a.handle(a.deleteProject))
		r.Post("/archive", a.handle(a.archiveProject))
		r.Post("/restore", a.handle(a.restoreProject))
		r.Put("/lead", a.handle(a.setLead))
		r.Put("/deadline", a.handle(a.setDeadline))
	})
	r.Post("/documents", a.handle(a.createDocument))
	r.Post("/documents/import", a.handle(a.importDocument))
	r.Route("/documents/{documentID}", func(r chi.Router) {
		r.Get("/", a.handle(a.getDocument))
		r.Get("/preview", a.handle(a.previewDocument))
		r.Get("/export", a.handle(a.exportDocument))
		r.Get("/comments", a.handle(a.listComments))
		r.Post("/comments", a.handle(a.comment))
		r.Post("/reviews", a.handle(a.askReview))
	})
	r.Patch("/comments/{commentID}", a.handle(a.editComment))
	r.Delete("/comments/{commentID}", a.handle(a.deleteComment))
	r.Get("/search/projects", a.handle(a.searchProjects))
	r.Get("/search/documents", a.handle(a.searchDocuments))
}

// handle turns a handler that may err into an http.HandlerFunc.
func (a *API) handle(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			respond.Error(w, r, err)
		}
	}
}

// pathID reads a path parameter that is an id. What is no number names nothing.
func pathID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(chi.URLParam(r, name), 10, 64)
	if err != nil {
		return 0, portal.ErrNotFound
	}
	return id, nil
}

// queryID reads a query parameter that is an id.
func queryID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
	if err != nil {
		return 0, &portal.Invalid{Field: name, Reason: "must be a number"}
	}
	return id, nil
}

// queryText reads a search text; what is too long to search for finds nothing.
func queryText(r *http.Request) (string, error) {
	text := r.URL.Query().Get("q")
	if len(text) > 200 {
		return "", &portal.Invalid{Field: "q", Reason: "is too long"}
	}
	return text, nil
}
