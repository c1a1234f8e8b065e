package cookieflags

import (
	"slices"
	"testing"

	"github.com/launchlint/launchlint/rules/config"
)

func TestRoleOfName(t *testing.T) {
	for role, names := range map[role][]string{
		session: {
			"session", "sessionid", "JSESSIONID", "PHPSESSID", "connect.sid", "sid", "_myapp_session", "auth", "authToken",
			"access_token", "refresh-token", "id_token", "jwt", "remember_me", "rememberMe", "user_login", "oauth_state",
			"__Host-session", "api_token", "mfa_pending", "2fa_secret", "state", "loginSession", "SSO",
		},
		antiForgery: {"csrf", "_csrf", "csrftoken", "XSRF-TOKEN", "csrf_token", "session_csrf", "antiForgery"},
		preference: {
			"theme", "lang", "ui_locale", "darkMode", "tz", "cookie_consent", "sidebar_state", "flash", "i18n_redirected",
			"redirect_to", "sort-order", "macaron_flash",
		},
	} {
		for _, name := range names {
			if got, ok := roleOfName(name); !ok || got != role {
				t.Errorf("roleOfName(%q) = %v, %t, want %v", name, got, ok, role)
			}
		}
	}
	for _, name := range []string{"", "basket", "id", "uid", "author", "assessment", "possible", "cart_id", "visitor", "statement"} {
		if got, ok := roleOfName(name); ok {
			t.Errorf("roleOfName(%q) = %v, want nothing", name, got)
		}
	}
}

func TestConfigured(t *testing.T) {
	cfg := config.Cookies{SessionNames: []string{"my_*"}, PreferenceNames: []string{"SESSION_layout"}}
	for name, want := range map[string]role{"my_id": session, "session_layout": preference, "session_id": session} {
		if got, _ := configured(cfg, name); got != want {
			t.Errorf("configured(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestWordsOf(t *testing.T) {
	for name, want := range map[string][]string{
		"authCookieName": {"auth", "cookie", "name"},
		"isTLSEnabled":   {"is", "tls", "enabled"},
		"connect.sid":    {"connect", "sid"},
		"XSRF-TOKEN":     {"xsrf", "token"},
		"i18n":           {"i18n"},
		"__Host-a1":      {"host", "a1"},
		"":               nil,
	} {
		if got := wordsOf(name); !slices.Equal(got, want) {
			t.Errorf("wordsOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestModulePath(t *testing.T) {
	for file, want := range map[string]string{
		"/root/go/pkg/mod/github.com/gorilla/sessions@v1.2.1/store.go":       "v1.2.1",
		"github.com/gorilla/sessions@v1.4.0/store.go":                        "v1.4.0",
		"/x/pkg/mod/example.com/a@v0.0.0-20190812063352-946f6d303a4c/b/c.go": "v0.0.0-20190812063352-946f6d303a4c",
		`C:\go\pkg\mod\github.com\gorilla\sessions@v1.3.0\store.go`:          "v1.3.0",
		"/home/me/app/vendor/github.com/gorilla/sessions/store.go":           "",
		"/home/me@work/app/store.go":                                         "",
	} {
		if got := versionInPath(file); got != want {
			t.Errorf("versionInPath(%q) = %q, want %q", file, got, want)
		}
	}
	if !olderVersion("v1.2.2", "v1.3.0") || olderVersion("v1.10.0", "v1.3.0") {
		t.Error("olderVersion does not order versions")
	}
}
