package sarif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// at returns what a path of keys and indexes leads to.
func at(t testing.TB, v any, path ...any) any {
	t.Helper()
	for _, p := range path {
		switch p := p.(type) {
		case string:
			v = object(v)[p]
		case int:
			if l := list(v); p < len(l) {
				v = l[p]
			} else {
				v = nil
			}
		}
	}
	return v
}

func parse(t testing.TB, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return at(t, v, "runs", 0)
}

// one returns the first result of a report of one finding.
func one(t testing.TB, o Options, files map[string]string, f scanners.Finding) any {
	t.Helper()
	return at(t, parse(t, write(t, o, files, func(s scanners.Sink) { s.Finding(f) })), "results", 0)
}

func show(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func TestPlaces(t *testing.T) {
	files := map[string]string{"a.go": "package a\n\n\tx := \"😀é\"; call(x)\r\nlast"}
	for _, c := range []struct {
		loc  scanners.Location
		want string
	}{
		// Bytes 17 to 21 are "call", after an emoji of two UTF-16 units and four bytes.
		{scanners.Location{Path: "a.go", StartLine: 3, StartColumn: 17, EndLine: 3, EndColumn: 21}, `"a.go" {"endColumn":18,"endLine":3,"startColumn":14,"startLine":3}`},
		{scanners.Location{Path: "a.go", StartLine: 3}, `"a.go" {"endColumn":21,"endLine":3,"startColumn":1,"startLine":3}`},
		{scanners.Location{Path: "a.go"}, `"a.go" {"endColumn":10,"endLine":1,"startColumn":1,"startLine":1}`},
		{scanners.Location{Path: "a.go", StartLine: 3, StartColumn: 9, EndLine: 3, EndColumn: 2}, `"a.go" {"endColumn":9,"endLine":3,"startColumn":9,"startLine":3}`},
		{scanners.Location{Path: "a.go", StartLine: 1, StartColumn: 9, EndLine: 4, EndColumn: 2}, `"a.go" {"endColumn":2,"endLine":4,"startColumn":9,"startLine":1}`},
		{scanners.Location{Path: "absent.go", StartLine: 7}, `"absent.go" {"endLine":7,"startColumn":1,"startLine":7}`},
		{scanners.Location{Path: "absent.go", StartLine: 7, StartColumn: 3, EndLine: 7, EndColumn: 5}, `"absent.go" {"endColumn":5,"endLine":7,"startColumn":3,"startLine":7}`},
		{scanners.Location{}, `"go.mod" {"endLine":1,"startColumn":1,"startLine":1}`},
		{scanners.Location{Path: "a b/%41#?:\n\xff.go", StartLine: 1}, `"a%20b/%2541%23%3F%3A%0A%FF.go" {"endLine":1,"startColumn":1,"startLine":1}`},
		{scanners.Location{Path: "https://e.example/x", StartLine: 1}, `"https%3A/e.example/x" {"endLine":1,"startColumn":1,"startLine":1}`},
		{scanners.Location{Path: "../x.go", StartLine: 1}, `"outside-root/x.go" {"endLine":1,"startColumn":1,"startLine":1}`},
		{scanners.Location{Path: "/etc/x", StartLine: 1}, `"outside-root/etc/x" {"endLine":1,"startColumn":1,"startLine":1}`},
	} {
		place := at(t, one(t, Options{}, files, scanners.Finding{Rule: ruleStyle, Location: c.loc}), "locations", 0, "physicalLocation")
		if got := show(at(t, place, "artifactLocation", "uri")) + " " + show(at(t, place, "region")); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.loc, got, c.want)
		}
		if base := at(t, place, "artifactLocation", "uriBaseId"); base != rootID {
			t.Errorf("%+v: base %v", c.loc, base)
		}
	}
}

func TestResult(t *testing.T) {
	related := []scanners.Related{{Location: scanners.Location{Path: "b.go", StartLine: 2}, Message: "read [a](1)"}, {Location: scanners.Location{Path: "c.go"}}}
	r := one(t, Options{}, nil, scanners.Finding{
		Rule: ruleCORS, Severity: rules.Note, Message: "see [x](https://e.example)\n\x1b[1m", Location: scanners.Location{Path: "a.go", StartLine: 1}, Related: related,
		Flow: []scanners.Step{{Location: scanners.Location{Path: "b.go", StartLine: 2}, Message: "source"}, {Location: scanners.Location{Path: "a.go", StartLine: 1}, Message: "sink"}},
		Fixes: []scanners.Fix{{Message: "do", Edits: []scanners.Edit{
			{Location: scanners.Location{Path: "b.go", StartLine: 2, StartColumn: 3, EndLine: 2, EndColumn: 3}, NewText: "<x>\n"},
			{Location: scanners.Location{Path: "b.go", StartLine: 9, StartColumn: 1, EndLine: 9, EndColumn: 4}},
		}}},
		Provenance: scanners.Provenance{Source: "code"},
	})
	for path, want := range map[string]string{
		"ruleId":     `"corsorigin/reflected"`,
		"ruleIndex":  `0`,
		"level":      `"note"`,
		"message":    `{"text":"see [x] (https://e.example)\\n\\x1b[1m ([read (a)(1)](1))"}`,
		"properties": `{"confidence":"high","source":"code"}`,
		"fixes":      `[{"artifactChanges":[{"artifactLocation":{"uri":"b.go","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"endColumn":3,"endLine":2,"startColumn":3,"startLine":2},"insertedContent":{"text":"\u003cx\u003e\n"}},{"deletedRegion":{"endColumn":4,"endLine":9,"startColumn":1,"startLine":9}}]}],"description":{"text":"do"}}]`,
	} {
		if got := show(at(t, r, path)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", path, got, want)
		}
	}
	if got := show(at(t, r, "relatedLocations", 1, "message")) + show(at(t, r, "relatedLocations", 1, "id")); got != `{"text":"see here"}2` {
		t.Errorf("second related location: %s", got)
	}
	if got := show(at(t, r, "codeFlows", 0, "threadFlows", 0, "locations", 1, "location", "message", "text")); got != `"sink"` {
		t.Errorf("last step: %s", got)
	}
	if at(t, r, "suppressions") != nil {
		t.Error("suppressions without --include-suppressed")
	}
}

func TestSuppressed(t *testing.T) {
	emit := func(s scanners.Sink) {
		for i, kind := range []string{"", "directive", "comment", "config", "gitleaksignore", "allowlist", "baseline"} {
			f := scanners.Finding{Rule: ruleStyle, Location: scanners.Location{Path: "a.go", StartLine: i + 1}}
			if kind != "" {
				f.Suppression = &scanners.Suppression{Kind: kind, Reason: "because\n"}
			}
			s.Finding(f)
		}
	}
	if got := list(at(t, parse(t, write(t, Options{}, nil, emit)), "results")); len(got) != 1 {
		t.Errorf("%d results without --include-suppressed, want the active one", len(got))
	}
	var got []string
	for _, r := range list(at(t, parse(t, write(t, Options{IncludeSuppressed: true}, nil, emit)), "results")) {
		got = append(got, show(at(t, r, "suppressions")))
	}
	want := []string{`[]`}
	for _, s := range []string{"inSource directive", "inSource comment", "external config", "external gitleaksignore", "external allowlist", "external baseline"} {
		kind, word, _ := strings.Cut(s, " ")
		want = append(want, fmt.Sprintf(`[{"justification":"%s: because\\n","kind":"%s","status":"accepted"}]`, word, kind))
	}
	if !slices.Equal(got, want) {
		t.Errorf("suppressions:\n got %s\nwant %s", got, want)
	}
}

func TestRun(t *testing.T) {
	run := parse(t, write(t, full, nasty, emitNasty))
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"columnKind"}, `"utf16CodeUnits"`},
		{[]any{"automationDetails"}, `{"id":"api/"}`},
		{[]any{"versionControlProvenance"}, `[{"branch":"main","mappedTo":{"uriBaseId":"SRCROOT"},"repositoryUri":"https://github.com/o/r.git","revisionId":"0123456789abcdef0123456789abcdef01234567"}]`},
		{[]any{"tool", "driver", "semanticVersion"}, `"1.2.3"`},
		{[]any{"invocations", 0, "executionSuccessful"}, `false`},
		{[]any{"invocations", 0, "exitCode"}, `3`},
		{[]any{"properties"}, `{"active":29,"baselined":1,"complete":false,"hiddenByRepository":2,"scanned":{"files":12},"skipped":{"binary":3},"suppressed":2}`},
	} {
		if got := show(at(t, run, c.path...)); got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.path, got, c.want)
		}
	}
	described := list(at(t, run, "tool", "driver", "notifications"))
	for _, n := range list(at(t, run, "invocations", 0, "toolExecutionNotifications")) {
		i := int(at(t, n, "descriptor", "index").(float64))
		if got, want := at(t, described[i], "id"), at(t, n, "descriptor", "id"); got != want {
			t.Errorf("notification %v has the descriptor %v", want, got)
		}
	}
	if plain := parse(t, write(t, Options{}, nil, func(scanners.Sink) {})); at(t, plain, "automationDetails") != nil || at(t, plain, "versionControlProvenance") != nil {
		t.Error("a category or a provenance that nobody gave")
	}
}

func TestLimits(t *testing.T) {
	place := scanners.Location{Path: "plain.go", StartLine: 1}
	run := parse(t, write(t, Options{}, nasty, func(s scanners.Sink) {
		for i := range maxResults + 7 {
			f := scanners.Finding{Rule: ruleStyle, Severity: rules.Warning, Location: place}
			if i < 10 {
				f.Severity = rules.Note // first in no order: the last to be kept
			}
			if i == maxResults {
				f.Rule = ruleCORS
				f.Related = make([]scanners.Related, maxRelated+5)
				for n := range maxSteps + 3 {
					f.Flow = append(f.Flow, scanners.Step{Location: place, Message: fmt.Sprint(n)})
				}
			}
			f.Message = fmt.Sprint(i)
			s.Finding(f)
		}
	}))
	results := list(at(t, run, "results"))
	notes := 0
	for _, r := range results {
		if at(t, r, "level") == "note" {
			notes++
		}
		if at(t, r, "ruleId") == ruleCORS.ID {
			steps := list(at(t, r, "codeFlows", 0, "threadFlows", 0, "locations"))
			if len(list(at(t, r, "relatedLocations"))) != maxRelated || len(steps) != maxSteps {
				t.Errorf("%d related locations, %d steps", len(list(at(t, r, "relatedLocations"))), len(steps))
			}
			if last := at(t, steps[maxSteps-1], "location", "message", "text"); last != fmt.Sprint(maxSteps+2) {
				t.Errorf("the last step is %v, not the sink", last)
			}
		}
	}
	if len(results) != maxResults || notes != 3 {
		t.Errorf("%d results, %d of them notes; want %d and 3", len(results), notes, maxResults)
	}
	said := show(at(t, run, "invocations", 0, "toolExecutionNotifications"))
	if want := "7 of the least severe results, 5 related locations, 3 steps of flows"; !strings.Contains(said, want) {
		t.Errorf("notifications %s do not say %q", said, want)
	}
}

func TestPackedLimit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := write(t, Options{}, nil, func(s scanners.Sink) {
		for i := range 20_000 {
			var noise strings.Builder
			for range 80 {
				fmt.Fprintf(&noise, "%016x", random.Uint64())
			}
			f := scanners.Finding{Rule: ruleStyle, Message: noise.String(), Location: scanners.Location{Path: "a.go", StartLine: i + 1}}
			if i == 19_999 {
				f.Severity = rules.Error
			}
			s.Finding(f)
		}
	})
	run := parse(t, text)
	results := list(at(t, run, "results"))
	if packed := packedSize(text); packed > maxPacked || packed < maxPacked/2 {
		t.Errorf("%d bytes packed", packed)
	}
	if last := results[len(results)-1]; at(t, last, "level") != "error" {
		t.Error("the most severe result is left out")
	}
	want := fmt.Sprintf("%d of the least severe results", 20_000-len(results))
	if said := show(at(t, run, "invocations")); !strings.Contains(said, want) {
		t.Errorf("invocation %s does not say %q", said, want)
	}
}

func TestManyNotices(t *testing.T) {
	run := parse(t, write(t, Options{}, nil, func(s scanners.Sink) {
		for i := range maxNotices + 2 {
			s.Notice(scanners.Notice{ID: "lfs-pointer", Message: fmt.Sprint(i)})
		}
		s.Notice(scanners.Notice{ID: "unreadable-file", Incomplete: true})
	}))
	said := list(at(t, run, "invocations", 0, "toolExecutionNotifications"))
	if len(said) != maxNotices+1 || !strings.Contains(show(said[0]), "3 notifications are left out") || !strings.Contains(show(said), "unreadable-file") {
		t.Errorf("%d notifications, first %s", len(said), show(said[0]))
	}
}

func TestDeterministicAndSafe(t *testing.T) {
	first := write(t, full, nasty, emitNasty)
	for range 5 {
		if !bytes.Equal(first, write(t, full, nasty, emitNasty)) {
			t.Fatal("two reports of one input differ")
		}
	}
	if !utf8.Valid(first) {
		t.Error("not UTF-8")
	}
	for _, r := range string(first) {
		if escape.Unsafe(r) && r != '\n' {
			t.Errorf("holds %U", r)
		}
	}
}

func TestRepositoryURI(t *testing.T) {
	for in, want := range map[string]string{
		"":                                     "",
		"https://github.com/o/r.git":           "https://github.com/o/r.git",
		"https://u:p@github.com/o/r?token=x#y": "https://github.com/o/r",
		"https://p@host:8443/o/r":              "https://host:8443/o/r",
		"ssh://git@host:22/o/r.git":            "ssh://host:22/o/r.git",
		"git@github.com:o/r.git":               "ssh://github.com/o/r.git",
		"host:/srv/r.git":                      "ssh://host/srv/r.git",
		"u:p@host:o/r":                         "",
		"user:pass@host:o/r":                   "",
		"user:pass@host":                       "",
		"git://host/r":                         "git://host/r",
		"file:///srv/r.git":                    "",
		"/srv/r.git":                           "",
		"../r.git":                             "",
		`C:\r.git`:                             "",
		"C:/r.git":                             "",
		"ext::sh -c evil":                      "",
		"https://":                             "",
		"https://u:p%zz@host/r":                "",
		"https://host/a b\n":                   "",
		"git@host:~/r with space.git":          "ssh://host/~/r%20with%20space.git",
	} {
		if got := repositoryURI(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestRuleTexts(t *testing.T) {
	for in, want := range map[string]string{"v1.2.3": "1.2.3", "1.2.3-0.20260101-abc+x": "1.2.3-0.20260101-abc+x", "(devel)": "0.0.0-dev", "": "0.0.0-dev", "v1": "0.0.0-dev"} {
		if got := semanticVersion(in); got != want {
			t.Errorf("version %q: got %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"corsorigin/null-origin": "CorsoriginNullOrigin", "style": "StyleRule", "a/b": "AB"} {
		if got := friendly(in, "Rule"); got != want {
			t.Errorf("name of %q: got %q, want %q", in, got, want)
		}
	}
	if got := shorten(strings.Repeat("é ", 40), 21); got != "é é é é é é…" {
		t.Errorf("shortened to %q", got)
	}
	if got := tags(&rules.Rule{CWE: []int{79, 79}}); !slices.Equal(got, []string{"external/cwe/cwe-079"}) {
		t.Errorf("tags %q", got)
	}
}

func TestRuleOfAFindingMustBeEnabled(t *testing.T) {
	var out bytes.Buffer
	w := New(&out, Options{})
	w.Begin(&engine.Scan{})
	if err := w.Finding(&scanners.Finding{Rule: ruleCORS}); err == nil {
		t.Error("no error")
	}
}

// TestLinks keeps a sentence short: the other related places are counted.
func TestLinks(t *testing.T) {
	related := []scanners.Related{{Message: "a"}, {}, {Message: "b"}, {Message: "c"}}
	if got, want := links(related), " ([a](1), [b](3), [c](4))"; got != want {
		t.Errorf("links are %q, want %q", got, want)
	}
	related = append(related, scanners.Related{Message: "d"}, scanners.Related{Message: "e"})
	if got, want := links(related), " ([a](1), [b](3), [c](4) and 2 more)"; got != want {
		t.Errorf("links are %q, want %q", got, want)
	}
}
