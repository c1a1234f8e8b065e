package app

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/config"
)

func TestLoginValid(t *testing.T) {
	f := newPortal(t)
	if me := f.user("ann").get(http.StatusOK, "/api/me"); !strings.Contains(me, address("ann")) {
		t.Errorf("/api/me is %s", me)
	}
}

func TestLoginInvalidPassword(t *testing.T) {
	f := newPortal(t)
	f.user("ann")
	b := f.browser()
	wrong := b.want(http.StatusUnauthorized, "POST", "/api/login", `{"email":%q,"password":"wrong"}`, address("ann"))
	unknown := b.want(http.StatusUnauthorized, "POST", "/api/login", `{"email":"nobody@example.com","password":"wrong"}`)
	if wrong != unknown {
		t.Errorf("a wrong password and an unknown address can be told apart: %s, %s", wrong, unknown)
	}
	b.get(http.StatusUnauthorized, "/api/me")
}

func TestLoginLocksAfterFiveFailures(t *testing.T) {
	f := newPortal(t)
	f.user("ann")
	b := f.browser()
	for range 5 {
		b.want(http.StatusUnauthorized, "POST", "/api/login", `{"email":%q,"password":"wrong"}`, address("ann"))
	}
	b.want(http.StatusTooManyRequests, "POST", "/api/login", `{"email":%q,"password":%q}`, address("ann"), phrase)
	f.clock.advance(16 * time.Minute)
	b.want(http.StatusOK, "POST", "/api/login", `{"email":%q,"password":%q}`, address("ann"), phrase)
}

func TestLoginIsLimitedPerAddress(t *testing.T) {
	f := newPortal(t, func(cfg *config.Config) { cfg.LoginsPerMinute = 3 })
	b := f.browser()
	for range 3 {
		b.want(http.StatusUnauthorized, "POST", "/api/login", `{"email":"x@x.example","password":"wrong"}`)
	}
	b.want(http.StatusTooManyRequests, "POST", "/api/login", `{"email":"x@x.example","password":"wrong"}`)
	other := f.browser()
	other.remote = "198.51.100.7:40000"
	other.want(http.StatusUnauthorized, "POST", "/api/login", `{"email":"x@x.example","password":"wrong"}`)
}

func TestSessionsEnd(t *testing.T) {
	f := newPortal(t)
	b := f.user("ann")
	f.clock.advance(13 * time.Hour)
	b.get(http.StatusUnauthorized, "/api/me")
}

func TestRememberedSession(t *testing.T) {
	f := newPortal(t)
	b := f.user("ann")
	b.want(http.StatusOK, "POST", "/api/login", `{"email":%q,"password":%q,"remember":true}`, address("ann"), phrase)
	f.clock.advance(13 * time.Hour)
	b.get(http.StatusUnauthorized, "/api/me")
	old := *b.cookie("portal_remember_token")
	b.want(http.StatusNoContent, "POST", "/api/session/resume", "")
	b.get(http.StatusOK, "/api/me")
	b.keep(&old)
	b.want(http.StatusUnauthorized, "POST", "/api/session/resume", "")
}

func TestSignUpTwiceLooksTheSame(t *testing.T) {
	f := newPortal(t)
	f.user("ann")
	b := f.browser()
	b.want(http.StatusAccepted, "POST", "/api/signup", `{"email":%q,"name":"x","password":%q}`, strings.ToUpper(address("ann")), phrase)
	mails := f.outbox.to(address("ann"))
	if last := mails[len(mails)-1]; !strings.Contains(last.Subject, "already") {
		t.Errorf("the second sign-up sent %q", last.Subject)
	}
}

func TestRequestsAreChecked(t *testing.T) {
	f := newPortal(t)
	b, org := f.owner("ann")
	for _, tc := range []struct {
		name, target, body string
		status             int
	}{
		{"no address", "/api/signup", `{"email":"x","name":"x","password":"0123456789"}`, http.StatusUnprocessableEntity},
		{"short password", "/api/signup", `{"email":"x@x.example","name":"x","password":"short"}`, http.StatusUnprocessableEntity},
		{"no JSON", "/api/signup", `{"email":`, http.StatusBadRequest},
		{"two values", "/api/signup", `{} {}`, http.StatusBadRequest},
		{"unknown field", "/api/login", `{"email":"x","admin":true}`, http.StatusBadRequest},
		{"too large", "/api/login", `{"email":"` + strings.Repeat("x", 2<<20) + `"}`, http.StatusRequestEntityTooLarge},
		{"bad slug", "/api/orgs", `{"name":"x","slug":"No Slug"}`, http.StatusUnprocessableEntity},
		{"stale token", "/api/verify", `{"token":"x"}`, http.StatusGone},
		{"owner by invite", fmt.Sprintf("/api/orgs/%d/invites", org), `{"email":"x@x.example","role":"owner"}`, http.StatusUnprocessableEntity},
		{"bad day", fmt.Sprintf("/api/orgs/%d/projects/1/milestones", org), `{"title":"x","due_on":"soon"}`, http.StatusUnprocessableEntity},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := b.send(request{method: "POST", target: tc.target, json: tc.body})
			if got.status != tc.status {
				t.Errorf("status %d, want %d: %s", got.status, tc.status, got.body)
			}
		})
	}
	if got := b.send(request{method: "POST", target: "/api/orgs", form: map[string][]string{"name": {"x"}}}); got.status != http.StatusUnsupportedMediaType {
		t.Errorf("a form was answered with %d", got.status)
	}
}

// TestOtherSitesCannotPost holds for the API proper: cookies stay at home, and
// what a same-site page sends along is refused.
func TestOtherSitesCannotPost(t *testing.T) {
	f := newPortal(t)
	b, _ := f.owner("ann")
	for _, from := range []string{"https://evil.example", "https://pages.portal.example"} {
		got := b.send(request{from: from, method: "POST", target: "/api/logout", form: map[string][]string{}})
		if got.status != http.StatusForbidden {
			t.Errorf("from %s: status %d, want 403", from, got.status)
		}
	}
	b.get(http.StatusOK, "/api/me")
}

func TestCommonHeadersAndHealth(t *testing.T) {
	f := newPortal(t)
	got := f.browser().send(request{method: "GET", target: "/healthz"})
	if got.status != http.StatusNoContent || got.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("/healthz: %d %v", got.status, got.header)
	}
	f.browser().get(http.StatusOK, "/status/database")
}
