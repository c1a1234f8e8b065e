package cookieflags

import (
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
)

// A role is what a cookie is for. It decides which flags it needs and how bad it
// is to lack one.
type role int

const (
	// preference: a theme or a language; nobody gains by reading it.
	preference role = iota
	// unnamed: the name says nothing, or is not known.
	unnamed
	// antiForgery: a CSRF token. Script has to read it in the double-submit
	// pattern, and a cross-site request that carries it proves nothing.
	antiForgery
	// session: a session or another credential.
	session
)

// subject is what messages call a cookie of that role.
func (r role) subject() string {
	return [...]string{"cookie", "cookie", "CSRF cookie", "session cookie"}[r]
}

// demands returns how bad it is for a cookie of that role to lack an attribute;
// ok is false when the attribute is not demanded.
//
// A cookie whose name says nothing gets a warning only for Secure: hardly any
// page needs a cookie over plain HTTP, while script may well need to read it, and
// SameSite matters only when the cookie authenticates.
func (r role) demands(a attribute) (severity rules.Severity, ok bool) {
	switch a {
	case secure:
		return [...]rules.Severity{rules.Note, rules.Warning, rules.Warning, rules.Error}[r], true
	case httpOnly:
		return [...]rules.Severity{0, rules.Note, 0, rules.Error}[r], r == session || r == unnamed
	case sameSite:
		return [...]rules.Severity{rules.Note, rules.Note, 0, rules.Warning}[r], r != antiForgery
	}
	return 0, false
}

// Words and parts of words that tell what a cookie is for. Parts are looked for
// in the name without separators: "jsessionid", "connect.sid".
var (
	csrfParts    = []string{"csrf", "xsrf", "antiforgery", "authenticitytoken"}
	sessionParts = []string{"session", "sessid", "token", "jwt", "oauth", "passw", "credential", "rememberme", "authkey"}
	sessionWords = []string{
		"sess", "sid", "ssid", "auth", "authn", "authentication", "authorization", "access", "refresh",
		"remember", "login", "sso", "saml", "oidc", "pkce", "verifier", "nonce", "secret", "apikey",
		"bearer", "otp", "totp", "mfa", "2fa", "webauthn", "passkey", "impersonate", "impersonation", "impersonating",
	}
	preferenceWords = []string{
		"theme", "lang", "language", "locale", "i18n", "l10n", "consent", "gdpr", "ccpa", "tz", "timezone",
		"sidebar", "flash", "layout", "color", "colour", "colors", "dark", "darkmode", "font", "fontsize",
		"sort", "view", "views", "currency", "country", "region", "banner", "dismissed", "dismiss", "notice", "toast",
		"pref", "prefs", "preference", "preferences", "seen", "tour", "welcome", "onboarding", "variant",
		"redirect", "returnto", "returnurl", "redirecturl", "backurl", "next",
		"experiment", "collapsed", "expanded", "zoom", "pagesize", "perpage", "limit", "columns", "tab",
	}
)

// roleOfName says what a name tells; ok is false when it tells nothing.
func roleOfName(name string) (r role, ok bool) {
	flat := strings.ToLower(strings.Map(func(c rune) rune {
		if strings.ContainsRune("_-.: ", c) {
			return -1
		}
		return c
	}, name))
	words := wordsOf(name)
	is := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	holds := func(parts []string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(flat, part) })
	}
	switch {
	case flat == "state": // OAuth's, RFC 6749, section 10.12
		return session, true
	case holds(csrfParts):
		return antiForgery, true
	case holds(sessionParts), is(sessionWords):
		return session, true
	case is(preferenceWords):
		return preference, true
	}
	return unnamed, false
}

// isListed reports whether the configuration says that it is a session's.
func (p *pass) isListed(c *cookie) bool { return slices.ContainsFunc(c.names(), p.cookies.IsSession) }

// configured is roleOfName after the configuration had its say.
func configured(cfg config.Cookies, name string) (r role, ok bool) {
	switch {
	case cfg.IsSession(name):
		return session, true
	case cfg.IsPreference(name):
		return preference, true
	}
	return roleOfName(name)
}

// role says what a cookie is for. Its name decides. When the name says nothing,
// the value's own name can still show a credential; and when the name is not known
// at all, the words of its expression, and the function that writes it.
//
// A value that stands in the source is no secret, whatever the name says:
// "logged_in" set to "true" tells script something, and a thief nothing.
func (p *pass) role(c *cookie, function string) role {
	if all(c.value, isText) && !c.base && !p.isListed(c) {
		return preference
	}
	best, found := preference, false
	for _, name := range c.names() {
		if r, ok := configured(p.cookies, name); ok {
			best, found = max(best, r), true
		} else {
			best = max(best, unnamed)
		}
	}
	if found && best != unnamed {
		return best
	}
	hints := p.headsOf(c.value)
	if len(c.names()) == 0 {
		for _, word := range p.wordsAround(c.name) {
			if r, ok := roleOfName(word); ok {
				return r
			}
		}
		hints = append(hints, function)
	}
	for _, word := range hints {
		if r, ok := roleOfName(word); ok && r >= antiForgery {
			return r
		}
	}
	return unnamed
}
