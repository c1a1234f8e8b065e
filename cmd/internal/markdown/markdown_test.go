package markdown

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

var rule = &rules.Rule{ID: "fake/broken", Severity: rules.Error}

type planted func(scanners.Sink)

func (planted) Name() string         { return "planted" }
func (planted) Rules() []*rules.Rule { return []*rules.Rule{rule} }
func (p planted) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	p(s)
	return nil
}

func write(t testing.TB, o Options, emit func(scanners.Sink)) string {
	t.Helper()
	var out bytes.Buffer
	req := engine.Request{Scanners: []scanners.Scanner{planted(emit)}, Enabled: map[string]*rules.Rule{rule.ID: rule}}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, o))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestMarkdown(t *testing.T) {
	got := write(t, Options{Blob: "https://github.com/o/r/blob/0123/"}, func(s scanners.Sink) {
		at := scanners.Location{Path: "a b|.go", StartLine: 2, StartColumn: 7, EndLine: 2, EndColumn: 11}
		s.Finding(scanners.Finding{
			Rule: rule, Message: "broken <b>|`x` @user", Location: at, Related: []scanners.Related{{Location: at, Message: "here"}},
			Flow: []scanners.Step{{Location: at, Message: "source"}}, Fixes: []scanners.Fix{{Message: "mend"}},
		})
		s.Finding(scanners.Finding{Rule: rule, Severity: rules.Note, Message: "nowhere"})
		s.Finding(scanners.Finding{Rule: rule, Location: scanners.Location{Path: "c.go"}, Suppression: &scanners.Suppression{Kind: "comment", Reason: "a\nb"}})
		s.Finding(scanners.Finding{Rule: rule, Suppression: &scanners.Suppression{Kind: "baseline"}})
		s.Notice(scanners.Notice{ID: "unreadable", Incomplete: true, Message: "cannot read it", Location: &scanners.Location{Path: "z"}})
	})
	const page = `<a href="https://github.com/launchlint/launchlint/blob/main/docs/rules/fake/broken.md">fake/broken</a>`
	const place = `<a href="https://github.com/o/r/blob/0123/a%20b%7C.go#L2"><code>a b&#124;&#46;go&#58;2</code></a>`
	want := `## launchlint: 2 findings &#40;1 suppressed, 1 in baseline&#41;&#59; incomplete&#58; 1 unreadable

> [!WARNING]
> Something in scope was not scanned: see the notices.

### Errors (1)

| Place | Finding | Rule |
| --- | --- | --- |
| ` + place + ` | broken &#60;b&#62;&#124;&#96;x&#96; &#64;user<details><summary>why, and the way out</summary>see: ` + place + ` here<br>step 1: ` + place + ` source<br>fix: mend</details> | ` + page + ` |

<details><summary>Notes (1)</summary>

| Place | Finding | Rule |
| --- | --- | --- |
|  | nowhere | ` + page + ` |

</details>

<details open><summary>Notices (1)</summary>

* incomplete: <a href="https://github.com/o/r/blob/0123/z"><code>z</code></a>: cannot read it (unreadable)

</details>

<details><summary>Suppressed (1)</summary>

| Place | Rule | By | Reason |
| --- | --- | --- | --- |
| <a href="https://github.com/o/r/blob/0123/c.go"><code>c&#46;go</code></a> | ` + page + ` | comment | a&#92;nb |

</details>

`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestLimit(t *testing.T) {
	for _, limit := range []int{0, 20_000, tail + 1} {
		got := write(t, Options{Limit: limit}, func(s scanners.Sink) {
			for i := range 6000 {
				f := scanners.Finding{Rule: rule, Severity: rules.Note, Message: fmt.Sprint("note ", strings.Repeat("<", 30)), Location: scanners.Location{Path: "a", StartLine: i + 1}}
				if i >= 5998 {
					f.Severity = rules.Error
				}
				if i < 5 {
					f.Suppression = &scanners.Suppression{Kind: "comment", Reason: strings.Repeat("r", 5000)}
				}
				s.Finding(f)
				s.Notice(scanners.Notice{ID: "n", Message: strings.Repeat("|", 5000)})
			}
		})
		if limit == 0 {
			limit = 1 << 20
		}
		rows := strings.Count(got, "&#60;") / 30
		m := regexp.MustCompile(`\*\*(\d+) rows are left out\*\*`).FindStringSubmatch(got)
		if len(got) > limit || m == nil {
			t.Fatalf("limit %d: %d bytes, %d findings, says %v", limit, len(got), rows, m)
		}
		listed := rows + strings.Count(got, "* warning:") + strings.Count(got, "| comment |")
		if want := fmt.Sprint(6000 - 5 + 6000 + 5 - listed); m[1] != want {
			t.Errorf("limit %d: %s rows are said to be left out, want %s", limit, m[1], want)
		}
		if limit > tail+1 && !strings.Contains(got, "### Errors (2)") {
			t.Errorf("limit %d: no errors", limit)
		}
		if strings.Count(got, "<details") != strings.Count(got, "</details>") {
			t.Errorf("limit %d: an element is not closed", limit)
		}
	}
}

var element = regexp.MustCompile(`</?(?:details|summary|code|br|a)(?: open| href="https://[^"<>]*")?>`)

func FuzzSafe(f *testing.F) {
	f.Add("a\n|b", "<script>x</script> | [a](javascript:x) `\n# h", "-->\n</details>")
	f.Fuzz(func(t *testing.T, path, message, other string) {
		path = strings.ReplaceAll(path, "\x00", "")
		plain := func(o Options) int {
			return strings.Count(write(t, o, func(s scanners.Sink) { emitOne(s, "p", "m", "o") }), "\n")
		}
		o := Options{Blob: "https://e.example/"}
		got := write(t, o, func(s scanners.Sink) { emitOne(s, path, message, other) })
		if want := plain(o); strings.Count(got, "\n") != want {
			t.Errorf("%d lines, want %d: %q", strings.Count(got, "\n"), want, got)
		}
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		if rest := element.ReplaceAllString(got, ""); strings.ContainsAny(rest, "<`") || strings.Count(rest, "|") != 27 {
			t.Errorf("markup from outside: %q", rest)
		}
		for _, r := range html.UnescapeString(strings.ReplaceAll(got, "\n", "")) {
			if escape.Unsafe(r) {
				t.Errorf("%q holds %U", got, r)
			}
		}
	})
}

func emitOne(s scanners.Sink, path, message, other string) {
	l := scanners.Location{Path: path, StartLine: 1}
	s.Finding(scanners.Finding{Rule: rule, Message: message, Location: l, Related: []scanners.Related{{Location: l, Message: other}}, Fixes: []scanners.Fix{{Message: other}}})
	s.Finding(scanners.Finding{Rule: rule, Message: other, Location: l, Suppression: &scanners.Suppression{Kind: "comment", Reason: message}})
	s.Notice(scanners.Notice{ID: "x", Message: other, Location: &l})
}
