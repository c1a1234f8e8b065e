package app

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// A world has two organisations that must not see each other: Alice's, with
// one of everything in it, and Mallory's.
type world struct {
	t              *testing.T
	alice, mallory *browser
	a, b           int64 // the organisations
	// Alice's records.
	project, milestone, document, comment int64
	// Mallory's own project.
	own int64
}

// private is what nobody outside Alice's organisation may read.
const private = "the price is forty-two"

func newWorld(t *testing.T) *world {
	t.Helper()
	f := newPortal(t)
	w := &world{t: t}
	w.alice, w.a = f.owner("alice")
	w.mallory, w.b = f.owner("mallory")
	w.document = file(w.alice, w.a, "Offer", private)
	w.project = w.projectOf(w.document)
	w.comment = w.alice.id(w.alice.want(http.StatusCreated, "POST", fmt.Sprintf("/api/documents/%d/comments", w.document), `{"body":%q}`, private))
	w.milestone = w.alice.id(w.alice.want(http.StatusCreated, "POST",
		fmt.Sprintf("/api/orgs/%d/projects/%d/milestones", w.a, w.project), `{"title":%q,"due_on":"2026-06-01"}`, private))
	w.own = w.mallory.id(w.mallory.want(http.StatusCreated, "POST", fmt.Sprintf("/api/orgs/%d/projects", w.b), `{"name":"Mine","summary":""}`))
	return w
}

func (w *world) projectOf(document int64) int64 {
	var d portal.Document
	decode(w.t, w.alice.get(http.StatusOK, fmt.Sprintf("/api/documents/%d", document)), &d)
	return d.ProjectID
}

// leaks requires that Mallory reads Alice's text at target.
func (w *world) leaks(format string, args ...any) {
	w.t.Helper()
	target := fmt.Sprintf(format, args...)
	if body := w.mallory.get(http.StatusOK, target); !strings.Contains(body, private) {
		w.t.Errorf("GET %s does not leak: %s", target, body)
	}
}

// hides requires that target answers Mallory with that status and without Alice's text.
func (w *world) hides(status int, format string, args ...any) {
	w.t.Helper()
	target := fmt.Sprintf(format, args...)
	if body := w.mallory.get(status, target); strings.Contains(body, private) {
		w.t.Errorf("GET %s leaks: %s", target, body)
	}
}

// TestTenantFlaws proves, one subtest per rule, that Mallory can reach into
// Alice's organisation by the planted flaw and cannot by its twin.
func TestTenantFlaws(t *testing.T) {
	for rule, prove := range map[string]func(*world){
		"tenantscope/unscoped-read": func(w *world) {
			w.leaks("/api/documents/%d/preview", w.document)
			w.hides(http.StatusNotFound, "/api/documents/%d", w.document)
			w.hides(http.StatusNotFound, "/api/documents/%d/export", w.document)
			if text := w.alice.get(http.StatusOK, fmt.Sprintf("/api/documents/%d/export", w.document)); !strings.Contains(text, private) {
				w.t.Errorf("Alice's own export is %s", text)
			}
		},
		"tenantscope/unscoped-write": func(w *world) {
			target := fmt.Sprintf("/api/comments/%d", w.comment)
			w.mallory.want(http.StatusNotFound, "PATCH", target, `{"body":"changed"}`)
			w.alice.want(http.StatusNoContent, "PATCH", target, `{"body":"mine to change"}`)
			w.mallory.want(http.StatusNoContent, "DELETE", target, "")
			w.alice.want(http.StatusNotFound, "PATCH", target, `{"body":"it is gone"}`)
		},
		"tenantscope/unscoped-list": func(w *world) {
			w.leaks("/api/search/documents?q=Offer")
			if body := w.mallory.get(http.StatusOK, "/api/search/projects?q=Offer"); body != "[]\n" {
				w.t.Errorf("the twin finds %s", body)
			}
		},
		"tenantscope/client-tenant": func(w *world) {
			var u portal.Usage
			decode(w.t, w.mallory.get(http.StatusOK, fmt.Sprintf("/api/reports/usage?org_id=%d", w.a)), &u)
			if u.Documents != 1 || u.Bytes != int64(len(private)) {
				w.t.Errorf("Alice's usage is %+v", u)
			}
			w.mallory.get(http.StatusNotFound, fmt.Sprintf("/api/reports/headcount?org_id=%d", w.a))
			w.alice.get(http.StatusOK, fmt.Sprintf("/api/reports/headcount?org_id=%d", w.a))
		},
		"tenantscope/child-of-other-parent": func(w *world) {
			w.leaks("/api/orgs/%d/projects/%d/milestones/%d", w.b, w.own, w.milestone)
			w.mallory.want(http.StatusNotFound, "POST", fmt.Sprintf("/api/orgs/%d/projects/%d/milestones/%d/finish", w.b, w.own, w.milestone), "")
			w.alice.want(http.StatusNoContent, "POST", fmt.Sprintf("/api/orgs/%d/projects/%d/milestones/%d/finish", w.a, w.project, w.milestone), "")
		},
		"tenantscope/ignored-scope": func(w *world) {
			w.leaks("/api/orgs/%d/comments/recent", w.b)
			w.hides(http.StatusOK, "/api/orgs/%d/documents/recent", w.b)
		},
		"tenantscope/sibling-guard": func(w *world) {
			target := fmt.Sprintf("/api/projects/%d", w.project)
			w.mallory.want(http.StatusNotFound, "POST", target+"/archive", "")
			w.mallory.want(http.StatusNotFound, "POST", target+"/restore", "")
			w.mallory.want(http.StatusNotFound, "PATCH", target, `{"name":"stolen","summary":""}`)
			w.alice.want(http.StatusNoContent, "POST", target+"/archive", "")
			w.mallory.want(http.StatusNoContent, "DELETE", target, "")
			w.alice.get(http.StatusNotFound, target)
		},
		"tenantscope/wrong-object": func(w *world) {
			w.mallory.want(http.StatusNoContent, "PUT", fmt.Sprintf("/api/projects/%d/lead", w.own),
				`{"project_id":%d,"user_id":%d}`, w.project, w.mallory.id(w.mallory.get(http.StatusOK, "/api/me")))
			var p portal.Project
			decode(w.t, w.alice.get(http.StatusOK, fmt.Sprintf("/api/projects/%d", w.project)), &p)
			if p.LeadID != w.mallory.id(w.mallory.get(http.StatusOK, "/api/me")) {
				w.t.Errorf("Alice's project is %+v", p)
			}
			w.mallory.want(http.StatusNotFound, "PUT", fmt.Sprintf("/api/projects/%d/deadline", w.project), `{"deadline":"2026-01-01"}`)
		},
		"tenantscope/widened-scope": func(w *world) {
			w.leaks("/api/orgs/%d/documents?q=price", w.b)
			w.hides(http.StatusOK, "/api/orgs/%d/projects?q=Offer", w.b)
			if body := w.alice.get(http.StatusOK, fmt.Sprintf("/api/orgs/%d/projects?q=Offer", w.a)); !strings.Contains(body, "for Offer") {
				w.t.Errorf("Alice finds %s", body)
			}
		},
		"tenantscope/mass-assignment": func(w *world) {
			const planted = `{"org_id":%d,"project_id":%d,"title":"Invoice","body":"pay me"}`
			w.mallory.want(http.StatusCreated, "POST", "/api/documents/import", planted, w.a, w.project)
			if body := w.alice.get(http.StatusOK, fmt.Sprintf("/api/orgs/%d/documents/recent", w.a)); !strings.Contains(body, "pay me") {
				w.t.Errorf("nothing was planted: %s", body)
			}
			w.mallory.want(http.StatusBadRequest, "POST", "/api/documents", planted, w.a, w.project)
			w.mallory.want(http.StatusNotFound, "POST", "/api/documents", `{"project_id":%d,"title":"Invoice","body":"pay me"}`, w.project)
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			prove(newWorld(t))
		})
	}
}

// TestCrossOrganisationAccessDenied goes through the routes that have no
// planted flaw with the ids of somebody else's organisation.
func TestCrossOrganisationAccessDenied(t *testing.T) {
	w := newWorld(t)
	org := fmt.Sprintf("/api/orgs/%d", w.a)
	project := fmt.Sprintf("/api/projects/%d", w.project)
	document := fmt.Sprintf("/api/documents/%d", w.document)
	for _, r := range []request{
		{method: "GET", target: org},
		{method: "GET", target: org + "/members"},
		{method: "DELETE", target: org + "/members/1"},
		{method: "GET", target: org + "/activity"},
		{method: "GET", target: org + "/invites"},
		{method: "POST", target: org + "/invites", json: `{"email":"m@m.example","role":"admin"}`},
		{method: "DELETE", target: org + "/invites/1"},
		{method: "GET", target: org + "/projects"},
		{method: "POST", target: org + "/projects", json: `{"name":"x","summary":""}`},
		{method: "GET", target: fmt.Sprintf("%s/projects/%d/milestones", org, w.project)},
		{method: "GET", target: org + "/documents"},
		{method: "GET", target: project},
		{method: "PUT", target: project + "/lead", json: `{"project_id":1,"user_id":1}`},
		{method: "GET", target: document},
		{method: "POST", target: document + "/comments", json: `{"body":"x"}`},
		{method: "POST", target: document + "/reviews", json: `{"email":"m@m.example"}`},
		{method: "POST", target: "/api/session/org", json: fmt.Sprintf(`{"org_id":%d}`, w.a)},
	} {
		if got := w.mallory.send(r); got.status != http.StatusNotFound {
			t.Errorf("%s %s: status %d, want 404: %s", r.method, r.target, got.status, got.body)
		}
	}
	if body := w.mallory.get(http.StatusOK, document+"/comments"); body != "[]\n" {
		t.Errorf("Mallory sees comments: %s", body)
	}
}

// TestRoles lets a viewer look and nothing else.
func TestRoles(t *testing.T) {
	f := newPortal(t)
	ann, org := f.owner("ann")
	document := file(ann, org, "Offer", "x")
	vic := f.user("vic")
	ann.want(http.StatusCreated, "POST", fmt.Sprintf("/api/orgs/%d/invites", org), `{"email":%q,"role":"viewer"}`, address("vic"))
	vic.want(http.StatusOK, "POST", "/api/invites/accept", `{"token":%q}`, f.outbox.token(t, address("vic")))
	vic.want(http.StatusNoContent, "POST", "/api/session/org", `{"org_id":%d}`, org)
	vic.get(http.StatusOK, fmt.Sprintf("/api/documents/%d", document))
	for _, r := range []request{
		{method: "POST", target: fmt.Sprintf("/api/orgs/%d/projects", org), json: `{"name":"x","summary":""}`},
		{method: "POST", target: fmt.Sprintf("/api/orgs/%d/invites", org), json: `{"email":"x@x.example","role":"viewer"}`},
		{method: "GET", target: fmt.Sprintf("/api/orgs/%d/invites", org)},
		{method: "POST", target: "/api/documents", json: `{"project_id":1,"title":"x","body":"x"}`},
		{method: "POST", target: "/api/projects/1/archive"},
		{method: "DELETE", target: "/api/projects/1"},
		{method: "POST", target: fmt.Sprintf("/api/documents/%d/reviews", document), json: `{"email":"x@x.example"}`},
	} {
		if got := vic.send(r); got.status != http.StatusForbidden {
			t.Errorf("%s %s: status %d, want 403: %s", r.method, r.target, got.status, got.body)
		}
	}
}
