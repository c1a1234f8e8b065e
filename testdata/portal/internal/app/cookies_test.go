package app

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/testdata/portal/internal/config"
)

// TestCookieFlaws proves, one subtest per rule, what the missing flag costs.
func TestCookieFlaws(t *testing.T) {
	for rule, prove := range map[string]func(*testing.T, *fixture, *browser){
		"cookieflags/secure": func(t *testing.T, _ *fixture, b *browser) {
			var plain []string
			for _, c := range b.outgoing(home, mustParse(t, "http://portal.example/legacy/v0/projects")) {
				plain = append(plain, c.Name)
			}
			if !slices.Equal(plain, []string{"portal_legacy_session"}) {
				t.Errorf("over plain HTTP go %v", plain)
			}
		},
		"cookieflags/httponly": func(t *testing.T, f *fixture, b *browser) {
			b.want(http.StatusOK, "POST", "/api/login", `{"email":%q,"password":%q,"remember":true}`, address("vera"), phrase)
			check(t, slices.Contains(b.scripts(), "portal_remember_token"), true)
			check(t, slices.Contains(b.scripts(), "__Host-portal_session"), false)
			thief := f.browser()
			thief.keep(b.cookie("portal_remember_token"))
			thief.want(http.StatusNoContent, "POST", "/api/session/resume", "")
			check(t, strings.Contains(thief.get(http.StatusOK, "/api/me"), address("vera")), true)
		},
		"cookieflags/samesite": func(t *testing.T, f *fixture, b *browser) {
			b.want(http.StatusAccepted, "POST", "/api/documents/1/reviews", `{"email":"rita@client.example"}`)
			rita := f.browser()
			rita.get(http.StatusSeeOther, "/review/"+f.outbox.token(t, "rita@client.example"))
			forged := request{from: evil, method: "POST", target: "/review/decision", form: url.Values{"decision": {"approved"}}}
			rita.laxByDefault = true
			check(t, rita.send(forged).status == http.StatusGone, true)
			rita.laxByDefault = false
			check(t, rita.send(forged).status == http.StatusSeeOther, true)
			check(t, strings.Contains(rita.get(http.StatusOK, "/review/receipt"), "was approved"), true)
			got := rita.send(request{from: evil, method: "GET", target: "/review/receipt"})
			check(t, got.status == http.StatusGone, true)
		},
		"cookieflags/samesite-none": func(t *testing.T, _ *fixture, b *browser) {
			check(t, b.cookie("portal_embed_session") != nil, true)
			check(t, b.cookie("portal_widget_session") == nil, true) // browsers dropped it
		},
		"cookieflags/host-prefix": func(t *testing.T, f *fixture, b *browser) {
			check(t, b.cookie("__Host-portal_session") != nil, true)
			check(t, b.cookie("__Host-portal_device_token") == nil, true) // browsers dropped it
			before := warnings(f)
			b.want(http.StatusOK, "POST", "/api/login", `{"email":%q,"password":%q}`, address("vera"), phrase)
			if got := warnings(f); got != before+1 {
				t.Errorf("signing in again from the same browser sent %d warnings, want 1", got-before)
			}
		},
		"cookieflags/store-defaults": func(t *testing.T, f *fixture, b *browser) {
			for _, desk := range []string{"/board", "/support"} {
				got := b.send(request{method: "POST", target: desk + "/login", form: url.Values{"email": {address("vera")}, "password": {phrase}}})
				if got.status != http.StatusNoContent {
					t.Fatalf("%s/login: %d %s", desk, got.status, got.body)
				}
			}
			check(t, slices.Contains(b.scripts(), "portal_board_session"), true)
			check(t, slices.Contains(b.scripts(), "portal_support_session"), false)
			b.laxByDefault = true // no browser's default helps here
			forged := request{from: evil, method: "POST", target: "/board/notice", form: url.Values{"notice": {"send your passwords to evil.example"}}}
			check(t, b.send(forged).status == http.StatusNoContent, true)
			check(t, strings.Contains(f.browser().get(http.StatusOK, "/board/"), "evil.example"), true)
			forged = request{from: evil, method: "POST", target: "/support/unlock", form: url.Values{"email": {"x@x.example"}}}
			check(t, b.send(forged).status == http.StatusUnauthorized, true)
			forged.from = home
			check(t, b.send(forged).status == http.StatusNoContent, true)
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			f := newPortal(t, func(cfg *config.Config) { cfg.Staff = []string{address("vera")} })
			prove(t, f, victim(t, f))
		})
	}
}

// warnings counts the "New sign-in" mails to vera.
func warnings(f *fixture) int {
	n := 0
	for _, m := range f.outbox.to(address("vera")) {
		if m.Subject == "New sign-in" {
			n++
		}
	}
	return n
}

func mustParse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestStaffPagesAreForStaff refuses users who are no staff.
func TestStaffPagesAreForStaff(t *testing.T) {
	f := newPortal(t)
	b := f.user("vera")
	for _, desk := range []string{"/board", "/support"} {
		got := b.send(request{method: "POST", target: desk + "/login", form: url.Values{"email": {address("vera")}, "password": {phrase}}})
		check(t, got.status == http.StatusForbidden, true)
	}
	check(t, b.send(request{method: "POST", target: "/board/notice", form: url.Values{"notice": {"x"}}}).status == http.StatusUnauthorized, true)
}

// TestLocaleCookie is open to scripts on purpose.
func TestLocaleCookie(t *testing.T) {
	f := newPortal(t)
	b := f.user("vera")
	b.want(http.StatusNoContent, "PUT", "/api/me/locale", `{"locale":"ja"}`)
	check(t, slices.Equal(b.scripts(), []string{"locale"}), true)
	b.want(http.StatusUnprocessableEntity, "PUT", "/api/me/locale", `{"locale":"tlh"}`)
}
