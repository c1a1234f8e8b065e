package text

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

var (
	ruleCORS   = &rules.Rule{ID: "corsorigin/reflected", Severity: rules.Error}
	ruleCookie = &rules.Rule{ID: "cookieflags/secure", Severity: rules.Warning}
	ruleSecret = &rules.Rule{ID: "secret/token", Severity: rules.Error}
)

type planted func(scanners.Sink)

func (planted) Name() string         { return "planted" }
func (planted) Rules() []*rules.Rule { return []*rules.Rule{ruleCORS, ruleCookie, ruleSecret} }
func (p planted) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	p(s)
	return nil
}

func write(t testing.TB, o Options, files map[string]string, emit func(scanners.Sink)) string {
	t.Helper()
	overlay := make(map[string][]byte)
	for name, text := range files {
		overlay[name] = []byte(text)
	}
	enabled := make(map[string]*rules.Rule)
	for _, r := range planted(nil).Rules() {
		enabled[r.ID] = r
	}
	root := t.TempDir()
	if o.Dir != "" {
		o.Dir = filepath.Join(root, o.Dir)
	}
	var out bytes.Buffer
	req := engine.Request{
		Target: scanners.Target{Root: root}, Scanners: []scanners.Scanner{planted(emit)},
		Sources: engine.NewSources(root, overlay), Enabled: enabled, FailOn: rules.Warning,
	}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, o))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func span(path string, line, from, to int) scanners.Location {
	return scanners.Location{Path: path, StartLine: line, StartColumn: from, EndLine: line, EndColumn: to}
}

var api = map[string]string{"api/cors.go": "package api\n\n\torigin := r.Header.Get(\"Origin\")\n\tw.Header().Set(\"Access-Control-Allow-Origin\", origin)\n"}

func emitAll(s scanners.Sink) {
	s.Finding(scanners.Finding{
		Rule: ruleCORS, Message: "any origin is reflected; compare it with a list", Location: span("api/cors.go", 4, 48, 54),
		Related: []scanners.Related{{Location: span("api/cors.go", 3, 12, 34), Message: "the origin is read here"}},
		Flow:    []scanners.Step{{Location: span("api/cors.go", 3, 12, 34), Message: "read"}, {Location: span("api/cors.go", 3, 2, 8)}, {Location: span("api/cors.go", 4, 48, 54), Message: "written"}},
		Fixes:   []scanners.Fix{{Message: "compare the origin"}},
	})
	s.Finding(scanners.Finding{Rule: ruleCookie, Message: "a cookie without Secure", Location: scanners.Location{Path: "api/login.go"}})
	s.Finding(scanners.Finding{Rule: ruleCookie, Message: "nowhere"})
	s.Finding(scanners.Finding{Rule: ruleCookie, Location: span("api/x.go", 1, 1, 2), Suppression: &scanners.Suppression{Kind: "directive", Reason: "set by the proxy", Location: &scanners.Location{Path: "api/x.go", StartLine: 1}}})
	s.Finding(scanners.Finding{Rule: ruleCookie, Location: span("api/y.go", 1, 1, 2), Suppression: &scanners.Suppression{Kind: "baseline"}})
	s.Notice(scanners.Notice{ID: "unreadable-file", Incomplete: true, Message: "cannot read it; check its mode", Location: &scanners.Location{Path: "api/z.go"}})
	for i := range 7 {
		s.Notice(scanners.Notice{ID: "lfs-pointer", Message: fmt.Sprint("pointer ", i)})
	}
}

func TestText(t *testing.T) {
	want := `.: nowhere (cookieflags/secure)
api/cors.go:4:48: any origin is reflected; compare it with a list (corsorigin/reflected)
    4 |     w.Header().Set("Access-Control-Allow-Origin", origin)
      |                                                   ^^^^^^
      = api/cors.go:3:12: the origin is read here
      = flow: api/cors.go:3:12 read -> api/cors.go:3:2 -> api/cors.go:4:48 written
      = fix: compare the origin
api/login.go: a cookie without Secure (cookieflags/secure)
hidden by directive: api/x.go:1:1 (cookieflags/secure): set by the proxy
warning: pointer 0 [lfs-pointer]
warning: pointer 1 [lfs-pointer]
warning: pointer 2 [lfs-pointer]
warning: pointer 3 [lfs-pointer]
warning: pointer 4 [lfs-pointer]
and 2 more of lfs-pointer
incomplete: api/z.go: cannot read it; check its mode [unreadable-file]

error    corsorigin/reflected  1
warning  cookieflags/secure    2

3 findings (1 suppressed, 1 in baseline); incomplete: 1 unreadable-file
hidden by the scanned repository's own files: 1
next: launchlint explain corsorigin/reflected
`
	if got := write(t, Options{}, api, emitAll); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestClean(t *testing.T) {
	if got := write(t, Options{Color: true}, nil, func(scanners.Sink) {}); got != "\x1b[1m0 findings\x1b[0m\n" {
		t.Errorf("got %q", got)
	}
}

func TestColorAddsOnlyColor(t *testing.T) {
	colored := write(t, Options{Color: true}, api, emitAll)
	for _, code := range []string{"1", "2", "1;31", "1;33", "0"} {
		if !strings.Contains(colored, "\x1b["+code+"m") {
			t.Errorf("no colour %s", code)
		}
		colored = strings.ReplaceAll(colored, "\x1b["+code+"m", "")
	}
	if plain := write(t, Options{}, api, emitAll); colored != plain {
		t.Errorf("without its colours:\n%s\nwant:\n%s", colored, plain)
	}
}

func TestPathsFollowTheReader(t *testing.T) {
	for dir, want := range map[string]string{".": "api/cors.go:4", "api": "cors.go:4", "api/v2": "../cors.go:4", "web": "../api/cors.go:4"} {
		got := write(t, Options{Dir: dir}, nil, func(s scanners.Sink) {
			s.Finding(scanners.Finding{Rule: ruleCORS, Message: "m", Location: scanners.Location{Path: "api/cors.go", StartLine: 4}})
		})
		if !strings.HasPrefix(got, want+": m") {
			t.Errorf("from %s: got %q, want %q", dir, got, want)
		}
	}
}

func TestIncludeSuppressed(t *testing.T) {
	emit := func(s scanners.Sink) {
		for i := range maxHidden + 3 {
			s.Finding(scanners.Finding{Rule: ruleCORS, Location: scanners.Location{Path: "a", StartLine: i + 1}, Suppression: &scanners.Suppression{Kind: "comment"}})
		}
		s.Finding(scanners.Finding{Rule: ruleCORS, Location: scanners.Location{Path: "b"}, Suppression: &scanners.Suppression{Kind: "baseline"}})
	}
	if got := write(t, Options{}, nil, emit); strings.Count(got, "hidden by comment:") != maxHidden || !strings.Contains(got, "and 3 more hidden findings") || strings.Contains(got, "hidden by baseline") {
		t.Errorf("got:\n%s", got)
	}
	if got := write(t, Options{IncludeSuppressed: true}, nil, emit); strings.Count(got, "hidden by") != maxHidden+4 {
		t.Errorf("with all:\n%s", got)
	}
}

func TestLayOut(t *testing.T) {
	long := strings.Repeat("x", 200)
	for _, c := range []struct {
		line     string
		from, to int
		want     string
		mark     string // the text above the mark
	}{
		{"\tcall(x)", 1, 5, "    call(x)", "call"},
		{"a\tb", 2, 3, "a   b", "b"},
		{"日本 := x", 10, 11, "日本 := x", "x"},
		{"e\u0301t\u00e9 y", 7, 8, "e\u0301t\u00e9 y", "y"},
		{"\x1b[1m\u202ez", 7, 8, `\x1b[1m\u202ez`, "z"},
		{"caf\xe9 q", 5, 6, `caf\xe9 q`, "q"},
		{long + "here" + long, 200, 204, "…" + strings.Repeat("x", 40) + "here" + strings.Repeat("x", 75) + "…", "here"},
		{long, 0, 200, strings.Repeat("x", 120) + "…", strings.Repeat("x", 120)},
		{"short", 99, 99, "short", ""},
		{strings.Repeat("é", 100) + "!", 200, 201, "…" + strings.Repeat("é", 20) + "!", "!"},
	} {
		text, start, end := layOut([]byte(c.line), min(c.from, len(c.line)), min(c.to, len(c.line)))
		if text != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.line, text, c.want)
		}
		if got := columns(text, start, end); got != c.mark {
			t.Errorf("%q: the mark is below %q, want %q", c.line, got, c.mark)
		}
	}
}

// columns returns what a terminal shows from one column to another.
func columns(text string, start, end int) string {
	var b strings.Builder
	column := 0
	for _, r := range text {
		_, wide := cell([]byte(string(r)), r, column)
		if column >= start && column < end {
			b.WriteRune(r)
		}
		column += wide
	}
	return b.String()
}

func TestLinesThatAreNotShown(t *testing.T) {
	raw := strings.Repeat("Zx9", 8)
	files := map[string]string{
		"same.go":   "call(\"" + raw + "\")\n",
		"key.pem":   "begin\nmiddle\nend\n",
		"other.go":  "copy := \"" + raw + "\"\n",
		"third.go":  "password := \"untold\"\n",
		"utf16.txt": "a\x00b\x00\n",
		"plain.go":  "shown()\n",
		"min.js":    strings.Repeat("f();", maxLine),
	}
	code := func(path string, line int) scanners.Finding {
		return scanners.Finding{Rule: ruleCORS, Message: "m", Location: span(path, line, 1, 5)}
	}
	got := write(t, Options{Sensitive: func(line []byte) bool { return bytes.Contains(line, []byte("untold")) }}, files, func(s scanners.Sink) {
		s.Conceal(raw)
		s.Finding(code("same.go", 1))
		s.Finding(scanners.Finding{Rule: ruleSecret, Message: "a token", Location: span("same.go", 1, 7, 31), Secret: &scanners.Secret{Redacted: "Zx9Z…"}})
		s.Finding(scanners.Finding{Rule: ruleSecret, Message: "a key", Location: scanners.Location{Path: "key.pem", StartLine: 1, EndLine: 3}, Secret: &scanners.Secret{}, Suppression: &scanners.Suppression{Kind: "baseline"}})
		for _, f := range []scanners.Finding{code("key.pem", 2), code("other.go", 1), code("third.go", 1), code("utf16.txt", 1), code("min.js", 1), code("absent.go", 1), code("plain.go", 9)} {
			s.Finding(f)
		}
		for _, source := range []string{"history", "index"} {
			f := code("plain.go", 1)
			f.Provenance.Source = source
			s.Finding(f)
		}
	})
	if strings.Contains(got, " | ") {
		t.Errorf("a line is shown:\n%s", got)
	}
	if got := write(t, Options{}, files, func(s scanners.Sink) { s.Finding(code("plain.go", 1)) }); !strings.Contains(got, "1 | shown()\n      | ^^^^\n") {
		t.Errorf("the line is not shown:\n%s", got)
	}
}

func FuzzSafe(f *testing.F) {
	f.Add("a\x1b[31m", "::error::x\n", "##vso[x]\t\u202e", 3, 5)
	f.Fuzz(func(t *testing.T, path, message, line string, from, to int) {
		path = strings.ReplaceAll(path, "\x00", "")
		got := write(t, Options{}, map[string]string{path: line}, func(s scanners.Sink) {
			l := span(path, 1, from, to)
			s.Finding(scanners.Finding{Rule: ruleCORS, Message: message, Location: l, Related: []scanners.Related{{Location: l, Message: message}}, Flow: []scanners.Step{{Location: l, Message: message}}, Fixes: []scanners.Fix{{Message: message}}})
			s.Finding(scanners.Finding{Rule: ruleCookie, Message: message, Location: l, Suppression: &scanners.Suppression{Kind: "directive", Reason: message, Location: &l}})
			s.Finding(scanners.Finding{Rule: ruleSecret, Message: message, Location: l, Flow: []scanners.Step{{Message: message}, {Message: line}}, Secret: &scanners.Secret{}, Provenance: scanners.Provenance{
				Source: "history", History: &scanners.History{State: line, Refs: []string{message, path}, Exposures: []scanners.Exposure{{From: time.Unix(int64(from), 0), To: time.Unix(int64(to), 0)}}},
			}})
			s.Notice(scanners.Notice{ID: "x", Message: message, Location: &l})
		})
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		for _, l := range strings.Split(got, "\n") {
			if escape.Text(l) != l {
				t.Errorf("unsafe line %q", l)
			}
		}
		if n := strings.Count(got, "\n"); n > 32 {
			t.Errorf("%d lines: %q", n, got)
		}
	})
}
