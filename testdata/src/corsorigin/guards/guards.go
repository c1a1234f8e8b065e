// Package guards holds checks that keep a reflected origin safe: none is reported.
package guards

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/spf13/viper"
)

type policy struct {
	origins []string
	set     map[string]bool
	dynamic sync.Map
	allow   func(string) bool
	store   store
}

type store interface {
	Allowed(origin string) bool
	Find(origin string) (string, error)
}

func session(r *http.Request) { r.Cookie("session") }

func reflect(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func (p *policy) loop(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range p.origins {
		if o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			break
		}
	}
}

func (p *policy) flag(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	allowed := false
	for _, o := range p.origins {
		if o == origin {
			allowed = true
			break
		}
	}
	if allowed {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func (p *policy) chosen(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	allowed := ""
	for _, o := range p.origins {
		if strings.EqualFold(o, origin) {
			allowed = origin
		}
	}
	if allowed != "" {
		w.Header().Set("Access-Control-Allow-Origin", allowed)
	}
}

// The configured star was asked for.
func (p *policy) star(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range p.origins {
		if o == "*" || o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			return
		}
	}
}

func (p *policy) starFlag() http.HandlerFunc {
	all := false
	for _, o := range p.origins {
		if o == "*" {
			all = true
		}
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if all {
			w.Header().Set("Access-Control-Allow-Origin", "*")
		}
	}
}

func (p *policy) returns(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !p.isAllowed(origin) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func (p *policy) isAllowed(origin string) bool {
	if origin == "" {
		return false
	}
	return slices.Contains(p.origins, origin)
}

func (p *policy) byRequest(w http.ResponseWriter, r *http.Request) {
	if p.requestAllowed(r) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	}
}

func (p *policy) requestAllowed(r *http.Request) bool { return p.set[r.Header.Get("Origin")] }

func (p *policy) erring(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if err := p.check(origin); err != nil {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
}

func (p *policy) check(origin string) error {
	if !p.set[origin] {
		return errors.New("origin not allowed")
	}
	return nil
}

func (p *policy) resolved(w http.ResponseWriter, r *http.Request) {
	if allowed, ok := p.match(r.Header.Get("Origin")); ok {
		w.Header().Set("Access-Control-Allow-Origin", allowed)
	}
}

func (p *policy) match(origin string) (string, bool) {
	for _, o := range p.origins {
		if o == origin {
			return origin, true
		}
	}
	return "", false
}

func (p *policy) elsewhere(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if p.store.Allowed(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if p.allow != nil && p.allow(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if _, ok := p.dynamic.Load(origin); ok {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if found, err := p.store.Find(origin); err == nil && found != "" {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if slices.ContainsFunc(p.origins, func(o string) bool { return strings.EqualFold(o, origin) }) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if i := sort.SearchStrings(p.origins, origin); i < len(p.origins) && p.origins[i] == origin {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if slices.Index(p.origins, origin) >= 0 {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func constants(w http.ResponseWriter, r *http.Request) {
	switch origin := r.Header.Get("Origin"); origin {
	case "https://portal.example.com", "https://admin.example.com":
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	default:
		w.Header().Set("Access-Control-Allow-Origin", "https://portal.example.com")
	}
}

func sameSite(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "https://"+r.Host {
		reflect(w, origin)
	}
	u, err := url.Parse(origin)
	if err == nil && (u.Host == r.Host || u.Hostname() == "localhost") {
		reflect(w, origin)
	}
}

func local(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "http://localhost:") || strings.HasPrefix(origin, "http://127.0.0.1:") {
		reflect(w, origin)
	}
}

func schemes(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "chrome-extension://") || strings.HasPrefix(origin, "capacitor://") {
		reflect(w, origin)
	}
}

func subdomains(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "https://") && strings.HasSuffix(origin, ".example.com") {
		reflect(w, origin)
	}
	if strings.HasSuffix(origin, "://example.com") {
		reflect(w, origin)
	}
}

func configuredSuffix(w http.ResponseWriter, r *http.Request, domains []string) {
	u, err := url.Parse(r.Header.Get("Origin"))
	if err != nil {
		return
	}
	for _, d := range domains {
		if u.Host == d || strings.HasSuffix(u.Host, "."+d) {
			reflect(w, r.Header.Get("Origin"))
		}
	}
}

func wildcards(w http.ResponseWriter, r *http.Request, patterns []string) {
	origin := r.Header.Get("Origin")
	for _, p := range patterns {
		if rest, ok := strings.CutPrefix(p, "*"); ok && strings.HasSuffix(origin, rest) {
			reflect(w, origin)
		}
		if strings.Contains(p, "*") {
			parts := strings.SplitN(p, "*", 2)
			if strings.HasPrefix(origin, parts[0]) && strings.HasSuffix(origin, parts[1]) {
				reflect(w, origin)
			}
		}
	}
}

func none(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Origin") == "" {
		reflect(w, r.Header.Get("Origin"))
	}
}

func guardedCaller(w http.ResponseWriter, r *http.Request, p *policy) {
	if !p.isAllowed(r.Header.Get("Origin")) {
		return
	}
	write(w, r)
}

func write(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// Sec-Fetch-Site is the browser's own word.
func fetchSite(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Sec-Fetch-Site") == "same-origin" {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	}
}

func fromFile(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, o := range viper.GetStringSlice("cors.origins") {
		if o == origin {
			w.Header().Set("Access-Control-Allow-Origin", origin)
		}
	}
	w.Header().Set("Access-Control-Allow-Origin", viper.GetString("cors.origin"))
}

func blocked(w http.ResponseWriter, r *http.Request, s interface{ IsBlocked(string) bool }) {
	origin := r.Header.Get("Origin")
	if s.IsBlocked(origin) {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
}
