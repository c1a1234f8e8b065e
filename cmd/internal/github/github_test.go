package github

import (
	"bytes"
	"context"
	"fmt"
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

func write(t testing.TB, files map[string]string, emit func(scanners.Sink)) string {
	t.Helper()
	overlay := make(map[string][]byte)
	for name, text := range files {
		overlay[name] = []byte(text)
	}
	var out bytes.Buffer
	req := engine.Request{Scanners: []scanners.Scanner{planted(emit)}, Enabled: map[string]*rules.Rule{rule.ID: rule}, Sources: engine.NewSources(t.TempDir(), overlay)}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAnnotations(t *testing.T) {
	got := write(t, map[string]string{"a,b:c.go": "x\nx😀 call\n"}, func(s scanners.Sink) {
		at := scanners.Location{Path: "a,b:c.go", StartLine: 2, StartColumn: 7, EndLine: 2, EndColumn: 11}
		s.Finding(scanners.Finding{Rule: rule, Message: "100% broken:\nmend it::now", Location: at, Related: []scanners.Related{{Location: scanners.Location{Path: "d.go", StartLine: 1}, Message: "here"}}})
		s.Finding(scanners.Finding{Rule: rule, Severity: rules.Warning, Message: "two lines", Location: scanners.Location{Path: "b.go", StartLine: 2, StartColumn: 7, EndLine: 3, EndColumn: 1}})
		s.Finding(scanners.Finding{Rule: rule, Severity: rules.Note, Message: "a file", Location: scanners.Location{Path: "new\nline.go"}})
		s.Finding(scanners.Finding{Rule: rule, Severity: rules.Note, Message: "nowhere"})
		s.Finding(scanners.Finding{Rule: rule, Message: "no end", Location: scanners.Location{Path: "e\x1b.go", StartLine: 1, StartColumn: 4}})
		s.Finding(scanners.Finding{Rule: rule, Message: "hidden", Suppression: &scanners.Suppression{Kind: "comment"}})
		s.Notice(scanners.Notice{ID: "unreadable-file", Incomplete: true, Message: "cannot read it", Location: &scanners.Location{Path: "z"}})
	})
	want := `::error title=launchlint%3A incomplete::5 findings (1 suppressed); incomplete: 1 unreadable-file%0Az: cannot read it
::error file=a%2Cb%3Ac.go,line=2,col=5,endColumn=8,title=launchlint%3A fake/broken::100%25 broken:\nmend it::now%0Ad.go:1: here
::error file=e\x1b.go,line=1,col=4,endColumn=4,title=launchlint%3A fake/broken::no end
::warning file=b.go,line=2,endLine=3,title=launchlint%3A fake/broken::two lines
::notice title=launchlint%3A fake/broken::nowhere
::notice file=new%0Aline.go,title=launchlint%3A fake/broken::a file
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestLimits(t *testing.T) {
	emit := func(errors, warnings, notes int) func(scanners.Sink) {
		return func(s scanners.Sink) {
			for severity, n := range map[rules.Severity]int{rules.Error: errors, rules.Warning: warnings, rules.Note: notes} {
				for i := range n {
					s.Finding(scanners.Finding{Rule: rule, Severity: severity, Message: fmt.Sprint(i), Location: scanners.Location{Path: "a", StartLine: i + 1}})
				}
			}
		}
	}
	for _, c := range []struct {
		errors, warnings, notes int
		want                    string
	}{
		{0, 0, 0, "0 0 0"},
		{10, 10, 10, "10 10 10"},
		{11, 0, 0, "10 0 1 left 1"},
		{11, 0, 9, "10 0 10 left 1"},
		{11, 0, 10, "10 0 10 left 2"},
		{0, 25, 30, "0 10 10 left 36"},
	} {
		out := write(t, nil, emit(c.errors, c.warnings, c.notes))
		got := fmt.Sprint(strings.Count(out, "::error "), " ", strings.Count(out, "::warning "), " ", strings.Count(out, "::notice "))
		if m := regexp.MustCompile(`; (\d+) without an annotation`).FindStringSubmatch(out); m != nil {
			got += " left " + m[1]
		}
		if got != c.want {
			t.Errorf("%d errors, %d warnings, %d notes: got %s, want %s", c.errors, c.warnings, c.notes, got, c.want)
		}
	}
}

var command = regexp.MustCompile(`^::(error|warning|notice) [^\n]*::[^\n]*$`)

func FuzzSafe(f *testing.F) {
	f.Add("a\n::error::b", "x\n::set-env name=a::b", "##vso[x]")
	f.Fuzz(func(t *testing.T, path, message, other string) {
		path = strings.ReplaceAll(path, "\x00", "")
		got := write(t, nil, func(s scanners.Sink) {
			l := scanners.Location{Path: path, StartLine: 1, StartColumn: 1}
			s.Finding(scanners.Finding{Rule: rule, Message: message, Location: l, Related: []scanners.Related{{Location: l, Message: other}}})
			s.Notice(scanners.Notice{ID: "x", Message: other, Location: &l, Incomplete: true})
		})
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
		if len(lines) != 2 {
			t.Errorf("%d lines: %q", len(lines), got)
		}
		for _, l := range lines {
			if !command.MatchString(l) {
				t.Errorf("not one of our commands: %q", l)
			}
			for _, r := range l {
				if escape.Unsafe(r) {
					t.Errorf("%q holds %U", l, r)
				}
			}
		}
	})
}
