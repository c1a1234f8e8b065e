package app

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/testdata/portal/internal/config"
)

// TestLeakFlaws proves, one subtest per rule, what a client learns about our
// insides by the planted flaw and does not by its twin.
func TestLeakFlaws(t *testing.T) {
	for rule, prove := range map[string]func(*testing.T, *fixture, *browser){
		"stackleak/stack": func(t *testing.T, _ *fixture, b *browser) {
			loud := b.send(request{method: "GET", target: "/legacy/v0/projects?page=-1"})
			tells(t, loud, http.StatusInternalServerError, "slice bounds out of range", "legacy.(*API).list", "/legacy.go:")
			quiet := b.send(request{method: "GET", target: "/legacy/reports/projects?page=-1"})
			isSilent(t, quiet, http.StatusInternalServerError)
		},
		"stackleak/internal-error": func(t *testing.T, _ *fixture, b *browser) {
			twice := request{method: "POST", target: "/legacy/v0/projects", json: `{"name":"for Offer"}`}
			tells(t, b.send(twice), http.StatusBadRequest, "UNIQUE constraint failed: projects.org_id, projects.name")
			twice.target = "/legacy/reports/projects"
			isSilent(t, b.send(twice), http.StatusConflict)

			long := "?q=" + url.QueryEscape(strings.Repeat("%", 60_000))
			loud := b.send(request{method: "GET", target: "/legacy/v0/projects.csv" + long})
			tells(t, loud, http.StatusInternalServerError, "filter projects: SQL logic error", "LIKE or GLOB pattern too complex")
			quiet := b.send(request{method: "GET", target: "/legacy/reports/projects.txt" + long})
			isSilent(t, quiet, http.StatusInternalServerError)
			check(t, strings.Contains(b.get(http.StatusOK, "/legacy/v0/projects.csv?q=Offer"), "for Offer"), true)
			check(t, strings.Contains(b.get(http.StatusOK, "/legacy/reports/projects.txt?q=Offer"), "for Offer"), true)
		},
		"stackleak/debug-switch": func(t *testing.T, f *fixture, _ *browser) {
			f.outbox.fail(&fs.PathError{Op: "open", Path: "/var/spool/portal/probe-1", Err: errors.New("no space left on device")})
			anybody := f.browser()
			tells(t, anybody.send(request{method: "GET", target: "/status/mail"}), http.StatusServiceUnavailable, "/var/spool/portal")
			if err := f.db.Close(); err != nil {
				t.Fatal(err)
			}
			isSilent(t, anybody.send(request{method: "GET", target: "/status/database"}), http.StatusServiceUnavailable)
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			f := newPortal(t)
			prove(t, f, victim(t, f))
		})
	}
}

// tells requires the status and every one of the fragments.
func tells(t *testing.T, got answer, status int, fragments ...string) {
	t.Helper()
	if got.status != status {
		t.Errorf("status %d, want %d", got.status, status)
	}
	for _, f := range fragments {
		if !strings.Contains(got.body, f) {
			t.Errorf("no %q in %s", f, got.body)
		}
	}
}

// isSilent requires the status and a short answer without our insides.
func isSilent(t *testing.T, got answer, status int) {
	t.Helper()
	if got.status != status {
		t.Errorf("status %d, want %d", got.status, status)
	}
	lower := strings.ToLower(got.body)
	for _, word := range []string{"sql", "constraint", "goroutine", ".go:", "panic", "runtime", "/var/"} {
		if strings.Contains(lower, word) || len(got.body) > 200 {
			t.Errorf("the answer tells too much: %s", got.body)
			return
		}
	}
}

// TestDebugSwitchesCanBeTurned holds both switches to what they say.
func TestDebugSwitchesCanBeTurned(t *testing.T) {
	f := newPortal(t, func(cfg *config.Config) { cfg.OpsDebug = false })
	f.outbox.fail(errors.New("the spool is full"))
	isSilent(t, f.browser().send(request{method: "GET", target: "/status/mail"}), http.StatusServiceUnavailable)
}
