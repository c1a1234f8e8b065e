package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// A client is a program that talks HTTP to a listening portal.
type client struct {
	t    *testing.T
	base string
	http *http.Client
}

func newClient(t *testing.T, srv *httptest.Server) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t: t, base: srv.URL, http: &http.Client{Transport: srv.Client().Transport, Jar: jar, Timeout: 10 * time.Second}}
}

// call sends in as JSON, requires the status and decodes the answer into out.
func (c *client) call(status int, method, path string, in, out any) {
	c.t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			c.t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if res.StatusCode != status {
		c.t.Fatalf("%s %s: status %d, want %d: %s", method, path, res.StatusCode, status, raw)
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, raw)
		}
	}
}

type fields map[string]any

// TestFromSignUpToDocument walks through the portal over TLS as two people do.
func TestFromSignUpToDocument(t *testing.T) {
	f := newPortal(t)
	srv := httptest.NewTLSServer(f.handler)
	t.Cleanup(srv.Close)
	ann, bob := newClient(t, srv), newClient(t, srv)

	for name, c := range map[string]*client{"ann": ann, "bob": bob} {
		c.call(http.StatusAccepted, "POST", "/api/signup", fields{"email": address(name), "name": name, "password": phrase}, nil)
		c.call(http.StatusForbidden, "POST", "/api/login", fields{"email": address(name), "password": phrase}, nil)
		c.call(http.StatusNoContent, "POST", "/api/verify", fields{"token": f.outbox.token(t, address(name))}, nil)
		c.call(http.StatusOK, "POST", "/api/login", fields{"email": address(name), "password": phrase}, nil)
	}

	var org portal.Organisation
	ann.call(http.StatusCreated, "POST", "/api/orgs", fields{"name": "Acme", "slug": "acme"}, &org)
	orgPath := fmt.Sprintf("/api/orgs/%d", org.ID)
	bob.call(http.StatusNotFound, "GET", orgPath, nil, nil)

	ann.call(http.StatusCreated, "POST", orgPath+"/invites", fields{"email": address("bob"), "role": "member"}, nil)
	invite := f.outbox.token(t, address("bob"))
	ann.call(http.StatusGone, "POST", "/api/invites/accept", fields{"token": invite}, nil)
	bob.call(http.StatusOK, "POST", "/api/invites/accept", fields{"token": invite}, nil)
	bob.call(http.StatusGone, "POST", "/api/invites/accept", fields{"token": invite}, nil)
	bob.call(http.StatusNoContent, "POST", "/api/session/org", fields{"org_id": org.ID}, nil)

	var project portal.Project
	bob.call(http.StatusCreated, "POST", orgPath+"/projects", fields{"name": "Website", "summary": "the new one"}, &project)
	bob.call(http.StatusConflict, "POST", orgPath+"/projects", fields{"name": "Website", "summary": ""}, nil)
	bob.call(http.StatusForbidden, "DELETE", orgPath+"/members/1", nil, nil)

	var doc portal.Document
	bob.call(http.StatusCreated, "POST", "/api/documents", fields{"project_id": project.ID, "title": "Offer", "body": "in full"}, &doc)
	bob.call(http.StatusCreated, "POST", fmt.Sprintf("/api/documents/%d/comments", doc.ID), fields{"body": "ready"}, nil)
	bob.call(http.StatusCreated, "POST", fmt.Sprintf("%s/projects/%d/milestones", orgPath, project.ID), fields{"title": "Launch", "due_on": "2026-06-01"}, nil)

	ann.call(http.StatusNoContent, "POST", "/api/session/org", fields{"org_id": org.ID}, nil)
	var seen portal.Document
	ann.call(http.StatusOK, "GET", fmt.Sprintf("/api/documents/%d", doc.ID), nil, &seen)
	if seen.Title != "Offer" || seen.Body != "in full" || seen.OrgID != org.ID {
		t.Errorf("ann sees %+v", seen)
	}
	var events []portal.Event
	ann.call(http.StatusOK, "GET", orgPath+"/activity", nil, &events)
	if len(events) != 2 || events[0].Action != "invite.accepted" {
		t.Errorf("the audit trail is %+v", events)
	}
	ann.call(http.StatusNoContent, "DELETE", orgPath+"/members/"+memberID(t, ann, orgPath, "bob"), nil, nil)
	bob.call(http.StatusNotFound, "GET", fmt.Sprintf("/api/documents/%d", doc.ID), nil, nil)

	ann.call(http.StatusNoContent, "POST", "/api/logout", nil, nil)
	ann.call(http.StatusUnauthorized, "GET", "/api/me", nil, nil)
}

func memberID(t *testing.T, c *client, orgPath, name string) string {
	t.Helper()
	var list []portal.Membership
	c.call(http.StatusOK, "GET", orgPath+"/members", nil, &list)
	for _, m := range list {
		if m.Name == name {
			return fmt.Sprint(m.UserID)
		}
	}
	t.Fatalf("%s is not among %+v", name, list)
	return ""
}

// TestReview walks through the pages for people without an account.
func TestReview(t *testing.T) {
	f := newPortal(t)
	ann, org := f.owner("ann")
	doc := file(ann, org, "Offer", "all of it")
	ann.want(http.StatusAccepted, "POST", fmt.Sprintf("/api/documents/%d/reviews", doc), `{"email":"rita@client.example"}`)

	rita := f.browser()
	rita.get(http.StatusGone, "/review/receipt")
	rita.get(http.StatusSeeOther, "/review/"+f.outbox.token(t, "rita@client.example"))
	if page := rita.get(http.StatusOK, "/review/read"); !strings.Contains(page, "all of it") {
		t.Errorf("the page is %s", page)
	}
	decide := request{method: "POST", target: "/review/decision", form: map[string][]string{"decision": {"approved"}}}
	if got := rita.send(decide); got.status != http.StatusSeeOther {
		t.Fatalf("deciding: status %d", got.status)
	}
	if page := rita.get(http.StatusOK, "/review/receipt"); !strings.Contains(page, "was approved") {
		t.Errorf("the receipt is %s", page)
	}
}

// file puts a document into a new project of the organisation and returns its id.
func file(b *browser, org int64, title, body string) int64 {
	b.t.Helper()
	project := b.id(b.want(http.StatusCreated, "POST", fmt.Sprintf("/api/orgs/%d/projects", org), `{"name":%q,"summary":""}`, "for "+title))
	return b.id(b.want(http.StatusCreated, "POST", "/api/documents", `{"project_id":%d,"title":%q,"body":%q}`, project, title, body))
}
