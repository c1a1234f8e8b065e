package app

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// home is the origin that the portal is served from.
const home = "https://portal.example"

// A browser does with cookies and answers what web browsers do: it keeps
// cookies by the rules of draft-ietf-httpbis-rfc6265bis-22 (prefixes, Secure,
// SameSite), sends them by the site that asks, asks for permission first where
// the Fetch standard wants a preflight, and shows an answer to a page of
// another origin only after the standard's CORS check.
type browser struct {
	t       *testing.T
	handler http.Handler
	// remote is the address the requests come from.
	remote string
	// laxByDefault says what a cookie without SameSite means: Lax, as in
	// Chromium, or None, as in Firefox and Safari.
	laxByDefault bool
	cookies      []*http.Cookie
}

// A request is one that a page of some origin makes.
type request struct {
	// from is the page's origin; empty means the portal's own.
	from           string
	method, target string
	// json and form are the body; at most one is set.
	json string
	form url.Values
	// anonymous leaves the cookies at home.
	anonymous bool
}

// An answer is what came of it.
type answer struct {
	status int
	header http.Header
	body   string
	// sent are the names of the cookies that went along.
	sent []string
	// readable says whether the page may look at the answer.
	readable bool
	// refused says that the preflight failed and the request was never made.
	refused bool
}

func (b *browser) send(in request) answer {
	b.t.Helper()
	if in.from == "" {
		in.from = home
	}
	cross := in.from != home
	if cross && (in.json != "" || in.method != "GET" && in.method != "POST") && !b.preflight(in) {
		return answer{refused: true}
	}
	r := b.newRequest(in)
	var out answer
	if !in.anonymous {
		for _, c := range b.outgoing(in.from, r.URL) {
			r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
			out.sent = append(out.sent, c.Name)
		}
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	out.status, out.header, out.body = w.Code, w.Header(), w.Body.String()
	out.readable = !cross || corsCheck(w.Header(), in.from, !in.anonymous)
	for _, c := range w.Result().Cookies() {
		b.keep(c)
	}
	return out
}

func (b *browser) newRequest(in request) *http.Request {
	body, kind := in.json, "application/json"
	if in.form != nil {
		body, kind = in.form.Encode(), "application/x-www-form-urlencoded"
	}
	target := in.target
	if strings.HasPrefix(target, "/") {
		target = home + target
	}
	r := httptest.NewRequest(in.method, target, strings.NewReader(body))
	r.RemoteAddr = b.remote
	if body != "" {
		r.Header.Set("Content-Type", kind)
	}
	if in.from != home || in.method != "GET" {
		r.Header.Set("Origin", in.from)
	}
	switch {
	case in.from == home:
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	case site(in.from) == site(home):
		r.Header.Set("Sec-Fetch-Site", "same-site")
	default:
		r.Header.Set("Sec-Fetch-Site", "cross-site")
	}
	return r
}

// preflight reports whether the portal lets the page make the request.
func (b *browser) preflight(in request) bool {
	ask := in
	ask.method, ask.json, ask.form = "OPTIONS", "", nil
	r := b.newRequest(ask)
	r.Header.Set("Access-Control-Request-Method", in.method)
	if in.json != "" {
		r.Header.Set("Access-Control-Request-Headers", "content-type")
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	h := w.Header()
	return w.Code/100 == 2 && corsCheck(h, in.from, !in.anonymous) &&
		strings.Contains(h.Get("Access-Control-Allow-Methods"), in.method) &&
		(in.json == "" || strings.Contains(strings.ToLower(h.Get("Access-Control-Allow-Headers")), "content-type"))
}

// corsCheck is the check of that name (https://fetch.spec.whatwg.org/#cors-check).
func corsCheck(h http.Header, origin string, credentials bool) bool {
	allowed := h.Values("Access-Control-Allow-Origin")
	if len(allowed) != 1 {
		return false
	}
	if !credentials && allowed[0] == "*" {
		return true
	}
	return allowed[0] == origin && (!credentials || h.Get("Access-Control-Allow-Credentials") == "true")
}

// keep stores a cookie unless a browser would drop it.
func (b *browser) keep(c *http.Cookie) {
	if strings.HasPrefix(c.Name, "__Host-") && (!c.Secure || c.Path != "/" || c.Domain != "") {
		return
	}
	if strings.HasPrefix(c.Name, "__Secure-") && !c.Secure {
		return
	}
	if c.SameSite == http.SameSiteNoneMode && !c.Secure {
		return
	}
	kept := b.cookies[:0:0]
	for _, old := range b.cookies {
		if old.Name != c.Name || old.Path != c.Path {
			kept = append(kept, old)
		}
	}
	if c.MaxAge >= 0 {
		kept = append(kept, c)
	}
	b.cookies = kept
}

// outgoing returns the cookies that a request from that origin carries.
func (b *browser) outgoing(from string, target *url.URL) []*http.Cookie {
	var out []*http.Cookie
	for _, c := range b.cookies {
		if c.Secure && target.Scheme != "https" || !pathMatch(c.Path, target.Path) {
			continue
		}
		none := c.SameSite == http.SameSiteNoneMode || c.SameSite == 0 && !b.laxByDefault
		if !none && site(from) != site(home) {
			continue
		}
		out = append(out, c)
	}
	return out
}

func pathMatch(cookie, path string) bool {
	return cookie == path || strings.HasPrefix(path, strings.TrimSuffix(cookie, "/")+"/")
}

// site returns the scheme and the registrable domain of an origin; the opaque
// origin "null" is a site of its own.
func site(origin string) string {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return origin
	}
	labels := strings.Split(u.Hostname(), ".")
	return u.Scheme + "://" + strings.Join(labels[max(0, len(labels)-2):], ".")
}

// cookie returns the cookie of that name, or nil.
func (b *browser) cookie(name string) *http.Cookie {
	for _, c := range b.cookies {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// scripts returns the names of the cookies that document.cookie shows.
func (b *browser) scripts() []string {
	var out []string
	for _, c := range b.cookies {
		if !c.HttpOnly {
			out = append(out, c.Name)
		}
	}
	return out
}
