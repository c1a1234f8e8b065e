// Package matchers holds tests of the origin that look-alikes pass.
package matchers

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
)

func session(r *http.Request) { r.Cookie("session") }

func suffix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `an attacker's https://evilexample.com passes this test`
	}
}

func hostSuffix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err != nil {
		return
	}
	if strings.HasSuffix(u.Hostname(), "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://evilexample.com`
	}
}

func prefix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "https://example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://example.com.evil.test`
	}
}

func localhost(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "http://localhost") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `http://localhost.evil.test`
	}
}

func contains(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.Contains(origin, "localhost") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://localhost.evil.test`
	}
}

func index(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.Index(origin, "example.com") != -1 {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://example.com.evil.test`
	}
}

func configured(w http.ResponseWriter, r *http.Request, allowed []string) {
	origin := r.Header.Get("Origin")
	for _, a := range allowed {
		if strings.HasPrefix(origin, a) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://example.com.evil.test`
		}
	}
}

// The list is one text, and the origin a part of it.
func reversed(w http.ResponseWriter, r *http.Request, allowed string) {
	if origin := r.Header.Get("Origin"); origin != "" && strings.Contains(allowed, origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://example.co passes`
	}
}

func scheme(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "https://") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `the caller's own origin is allowed, whatever it is`
	}
}

var (
	open      = regexp.MustCompile(`^https://.*\.example\.com`)
	middle    = regexp.MustCompile(`https://example\.com`)
	dots      = regexp.MustCompile(`^https://app.example.com$`)
	noDot     = regexp.MustCompile(`^https://(.*)example\.com$`)
	right     = regexp.MustCompile(`^https://([a-z0-9-]+\.)*example\.com$`)
	ports     = regexp.MustCompile(`^http://localhost:\d+$`)
	optional  = regexp.MustCompile(`^https?://(www\.)?example\.com(:\d+)?$`)
	caseless  = regexp.MustCompile(`(?i)^https://example\.com$`)
	alternate = regexp.MustCompile(`^https://a\.example\.com|https://b\.example\.com$`)
)

func patterns(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	h := w.Header()
	switch {
	case open.MatchString(origin):
		h.Set("Access-Control-Allow-Origin", origin) // want `an attacker's`
	case middle.MatchString(origin):
		h.Set("Access-Control-Allow-Origin", origin) // want `https://example.com.evil.test`
	case dots.MatchString(origin):
		h.Set("Access-Control-Allow-Origin", origin) // want `https://appxexample.com`
	case noDot.MatchString(origin):
		h.Set("Access-Control-Allow-Origin", origin) // want `https://evilexample.com`
	case right.MatchString(origin), ports.MatchString(origin), optional.MatchString(origin), caseless.MatchString(origin):
		h.Set("Access-Control-Allow-Origin", origin)
	}
	if alternate.MatchString(origin) {
		h.Set("Access-Control-Allow-Origin", origin) // want `https://a.example.com.evil.test`
	}
	if ok, _ := regexp.MatchString("example", origin); ok {
		h.Set("Access-Control-Allow-Origin", origin) // want `an attacker's`
	}
	if ok, _ := path.Match("https://*example.com", origin); ok {
		h.Set("Access-Control-Allow-Origin", origin) // want `https://evilexample.com`
	}
	if ok, _ := path.Match("https://*.example.com", origin); ok {
		h.Set("Access-Control-Allow-Origin", origin)
	}
}

func allowed(origin string) bool {
	for _, domain := range []string{"example.com", "example.org"} {
		if strings.HasSuffix(origin, domain) {
			return true
		}
	}
	return false
}

func helper(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); allowed(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://evilexample.com`
	}
}

func null(w http.ResponseWriter, r *http.Request) {
	switch origin := r.Header.Get("Origin"); origin {
	case "null", "https://portal.example.com":
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `the origin "null" is allowed`
	}
}

func denied(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.Contains(origin, "competitor.example") {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin) // want `whatever it is`
}

func hosting(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, ".netlify.app") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `https://evil.netlify.app`
	}
}

func ports443(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, ":3000") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `evil.test:3000`
	}
}

func empty(w http.ResponseWriter, r *http.Request, allowedOrigins []string) {
	origin := r.Header.Get("Origin")
	ok := len(allowedOrigins) == 0
	for _, a := range allowedOrigins {
		if a == origin {
			ok = true
		}
	}
	if ok {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `an empty allow-list lets every website in`
	}
}
