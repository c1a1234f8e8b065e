package app

import (
	"net/http"
	"strings"
	"testing"
)

const (
	evil = "https://evil.example"
	// look is a domain that anybody can register; it ends like ours.
	look = "https://evilportal.example"
	// pages is where customers publish pages of their own under our domain:
	// another origin, and the same site to a browser.
	pages = "https://pages.portal.example"
	// sandbox is the origin of a sandboxed iframe on any site.
	sandbox = "null"
	desk    = "https://desk.portal.example"
)

// victim returns a browser that is signed in at every door of the portal.
func victim(t *testing.T, f *fixture) *browser {
	t.Helper()
	b, org := f.owner("vera")
	file(b, org, "Offer", private)
	b.want(http.StatusNoContent, "POST", "/embed/session", "")
	b.want(http.StatusNoContent, "POST", "/legacy/v0/login", `{"email":%q,"password":%q}`, address("vera"), phrase)
	b.want(http.StatusNoContent, "POST", "/legacy/reports/login", `{"email":%q,"password":%q}`, address("vera"), phrase)
	return b
}

// reads reports whether a page of that origin learns text from target through b.
func reads(b *browser, from, target, text string) bool {
	b.t.Helper()
	got := b.send(request{from: from, method: "GET", target: target})
	return got.readable && got.status == http.StatusOK && strings.Contains(got.body, text)
}

// TestOriginFlaws proves, one subtest per rule, what a page of another origin
// can do by the planted flaw and cannot by its twin.
func TestOriginFlaws(t *testing.T) {
	for rule, prove := range map[string]func(*testing.T, *fixture, *browser){
		"corsorigin/reflected": func(t *testing.T, _ *fixture, b *browser) {
			check(t, reads(b, evil, "/embed/v1/profile", address("vera")), true)
			check(t, reads(b, evil, "/embed/v1/team", address("vera")), false)
			check(t, reads(b, desk, "/embed/v1/team", address("vera")), true)
		},
		"corsorigin/null-origin": func(t *testing.T, _ *fixture, b *browser) {
			check(t, reads(b, sandbox, "/embed/v1/desktop", "for Offer"), true)
			check(t, reads(b, sandbox, "/embed/v1/intranet", "for Offer"), false)
			check(t, reads(b, desk, "/embed/v1/intranet", "for Offer"), true)
		},
		"corsorigin/loose-match": func(t *testing.T, _ *fixture, b *browser) {
			check(t, reads(b, look, "/embed/v1/partner", "for Offer"), true)
			check(t, reads(b, look, "/embed/v1/agency", "for Offer"), false)
			check(t, reads(b, "http://x.agencies.portal.example", "/embed/v1/agency", "for Offer"), false)
			check(t, reads(b, "https://x.agencies.portal.example", "/embed/v1/agency", "for Offer"), true)
		},
		"corsorigin/allow-func-true": func(t *testing.T, _ *fixture, b *browser) {
			check(t, reads(b, pages, "/legacy/v0/projects", "for Offer"), true)
			check(t, reads(b, pages, "/legacy/reports/projects", "for Offer"), false)
			check(t, reads(b, desk, "/legacy/reports/projects", "for Offer"), true)
			write := request{from: pages, method: "POST", target: "/legacy/v0/projects", json: `{"name":"planted"}`}
			check(t, b.send(write).status == http.StatusCreated, true)
			write.target = "/legacy/reports/projects"
			check(t, b.send(write).refused, true)
		},
		"corsorigin/wildcard": func(t *testing.T, f *fixture, _ *browser) {
			operator := f.browser()
			operator.get(http.StatusNotFound, "/ops/diagnostics") // from the network
			operator.remote = "127.0.0.1:40000"
			got := operator.send(request{from: evil, method: "GET", target: "/ops/diagnostics", anonymous: true})
			check(t, got.readable && strings.Contains(got.body, "portal.db"), true)
			got = operator.send(request{from: evil, method: "GET", target: "/status/database", anonymous: true})
			check(t, got.status == http.StatusOK && !got.readable, true)
		},
		"corsorigin/default-open": func(t *testing.T, f *fixture, _ *browser) {
			operator := f.browser()
			operator.get(http.StatusNotFound, "/ops/metrics") // from the network
			operator.remote = "127.0.0.1:40000"
			got := operator.send(request{from: evil, method: "GET", target: "/ops/metrics", anonymous: true})
			check(t, got.readable && strings.Contains(got.body, "/login"), true)
			got = operator.send(request{from: evil, method: "GET", target: "/ops/latency", anonymous: true})
			check(t, got.status == http.StatusOK && !got.readable, true)
		},
		"corsorigin/wildcard-credentials": func(t *testing.T, _ *fixture, b *browser) {
			mine := request{from: desk, method: "GET", target: "/embed/v1/badge/mine"}
			got := b.send(mine)
			check(t, got.status == http.StatusOK && !got.readable, true) // broken for those it is for
			got = b.send(request{from: evil, method: "GET", target: "/embed/v1/badge", anonymous: true})
			check(t, got.readable, true) // open to everybody else
			mine.target = "/embed/v1/counter/mine"
			check(t, b.send(mine).readable, true)
			got = b.send(request{from: evil, method: "GET", target: "/embed/v1/counter", anonymous: true})
			check(t, got.readable, false)
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			f := newPortal(t)
			prove(t, f, victim(t, f))
		})
	}
}

func check(t *testing.T, got, want bool) {
	t.Helper()
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestOwnFrontEnds may read the API with the user's session; no other origin may.
func TestOwnFrontEnds(t *testing.T) {
	f := newPortal(t)
	b, _ := f.owner("vera")
	for origin, want := range map[string]bool{
		"https://app.portal.example": true, desk: true, pages: false, evil: false, look: false, sandbox: false,
	} {
		if got := reads(b, origin, "/api/me", address("vera")); got != want {
			t.Errorf("%s reads /api/me: %v, want %v", origin, got, want)
		}
	}
	write := request{from: desk, method: "POST", target: "/api/orgs", json: `{"name":"Second","slug":"second"}`}
	if got := b.send(write); got.status != http.StatusCreated || !got.readable {
		t.Errorf("a front end's write: %+v", got)
	}
}
