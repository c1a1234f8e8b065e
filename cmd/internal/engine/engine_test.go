package engine

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A fake scanner emits what the test gives it.
type fake struct {
	emit func(scanners.Sink)
	err  error
}

func (f fake) Name() string         { return "fake" }
func (f fake) Rules() []*rules.Rule { return []*rules.Rule{ruleA, ruleB} }
func (f fake) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	f.emit(s)
	return f.err
}

var (
	ruleA = &rules.Rule{ID: "fake/a", Severity: rules.Error, Confidence: rules.High}
	ruleB = &rules.Rule{ID: "fake/b", Severity: rules.Note, Confidence: rules.Low}
)

// A recorder keeps what reaches the end of the chain.
type recorder struct {
	began    int
	messages []string
	summary  *Summary
}

func (r *recorder) Begin(*Scan) error { r.began++; return nil }
func (r *recorder) Finding(f *scanners.Finding) error {
	r.messages = append(r.messages, f.Location.String()+" "+f.Message)
	return nil
}
func (r *recorder) End(s *Summary) error { r.summary = s; return nil }

func run(t *testing.T, emit func(scanners.Sink)) *recorder {
	t.Helper()
	r := &recorder{}
	if _, err := Run(context.Background(), request(t, emit), Tally(r)); err != nil {
		t.Fatalf("Run: %v", err)
	}
	return r
}

func request(t *testing.T, emit func(scanners.Sink)) Request {
	t.Helper()
	return Request{
		Scanners: []scanners.Scanner{fake{emit: emit}},
		Sources:  NewSources(t.TempDir(), map[string][]byte{"a.go": []byte("one\ntwo  two\nthree\n")}),
		Enabled:  map[string]*rules.Rule{ruleA.ID: ruleA, ruleB.ID: ruleB},
		FailOn:   rules.Warning,
	}
}

func at(path string, line int) scanners.Location {
	return scanners.Location{Path: path, StartLine: line, StartColumn: 1}
}

func TestRunSortsAndCounts(t *testing.T) {
	r := run(t, func(s scanners.Sink) {
		s.Finding(scanners.Finding{Rule: ruleA, Location: at("b.go", 1), Message: "last"})
		s.Finding(scanners.Finding{Rule: ruleB, Location: at("a.go", 2), Message: "second"})
		s.Finding(scanners.Finding{Rule: ruleA, Location: at("a.go", 1), Message: "first"})
		s.Scanned("files", 2)
		s.Skipped("binary", 1)
	})
	want := []string{"a.go:1:1 first", "a.go:2:1 second", "b.go:1:1 last"}
	for i, w := range want {
		if i >= len(r.messages) || r.messages[i] != w {
			t.Fatalf("order: got %q, want %q", r.messages, want)
		}
	}
	if got, want := r.summary.LastLine(), "launchlint: 3 findings, 2 files scanned, 1 skipped (binary=1), complete"; got != want {
		t.Errorf("last line:\n got %s\nwant %s", got, want)
	}
	if got := r.summary.ExitCode(); got != ExitFindings {
		t.Errorf("exit code %d, want %d", got, ExitFindings)
	}
}

func TestHeadline(t *testing.T) {
	unread := func(id string) scanners.Notice { return scanners.Notice{ID: id, Incomplete: true} }
	for want, s := range map[string]*Summary{
		"0 findings": {},
		"1 finding":  {Active: 1, Notices: []scanners.Notice{{ID: "lfs-pointer"}}},
		"3 findings (2 suppressed, 40 in baseline)":        {Active: 3, Suppressed: 2, Baselined: 40},
		"0 findings (1 in baseline); incomplete: 2 a, 1 b": {Baselined: 1, Incomplete: true, Notices: []scanners.Notice{unread("b"), unread("a"), unread("a"), {ID: "c"}}},
		"0 findings; incomplete":                           {Incomplete: true},
	} {
		if got := s.Headline(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNotesAloneDoNotFail(t *testing.T) {
	r := run(t, func(s scanners.Sink) { s.Finding(scanners.Finding{Rule: ruleB, Location: at("a.go", 1)}) })
	if got := r.summary.ExitCode(); got != ExitClean {
		t.Errorf("exit code %d, want %d", got, ExitClean)
	}
}

func TestIncompleteWins(t *testing.T) {
	r := run(t, func(s scanners.Sink) {
		s.Finding(scanners.Finding{Rule: ruleA, Location: at("a.go", 1)})
		s.Notice(scanners.Notice{ID: "unreadable-file", Incomplete: true})
	})
	if got := r.summary.ExitCode(); got != ExitIncomplete {
		t.Errorf("exit code %d, want %d", got, ExitIncomplete)
	}
}

func TestPanicIsANotice(t *testing.T) {
	r := run(t, func(s scanners.Sink) {
		s.Finding(scanners.Finding{Rule: ruleA, Location: at("a.go", 1), Message: "kept"})
		panic("boom")
	})
	if len(r.messages) != 1 || len(r.summary.Notices) != 1 || r.summary.Notices[0].ID != "scanner-fault" {
		t.Fatalf("messages %q, notices %v: want the finding and one scanner-fault", r.messages, r.summary.Notices)
	}
}

func TestConcealedValuesAreScrubbedEverywhere(t *testing.T) {
	raw := "s3cret&value/42"
	r := run(t, func(s scanners.Sink) {
		s.Conceal(raw)
		s.Finding(scanners.Finding{Rule: ruleA, Location: at("dir/"+raw, 1), Message: "found " + raw})
		s.Notice(scanners.Notice{ID: "x", Message: "cannot read s3cret%26value%2F42"})
	})
	for _, text := range append(r.messages, r.summary.Notices[0].Message) {
		if got := text; got != "dir/[redacted]:1:1 found [redacted]" && got != "cannot read [redacted]" {
			t.Errorf("not scrubbed: %q", got)
		}
	}
}

func TestRefsAreScrubbed(t *testing.T) {
	raw := "s3cret&value/42"
	shared := &scanners.History{Refs: []string{"refs/heads/main", "refs/heads/" + raw}}
	f := &scanners.Finding{Rule: ruleA, Provenance: scanners.Provenance{History: shared}}
	newScrubber(map[string]bool{raw: true}).finding(f)
	if got := f.Provenance.History.Refs; got[0] != "refs/heads/main" || got[1] != "refs/heads/[redacted]" {
		t.Errorf("refs %q", got)
	}
	if shared.Refs[1] != "refs/heads/"+raw {
		t.Error("what others may hold was changed")
	}
}

// A marker hides every finding for a reason, as suppression handlers do.
type marker struct {
	Handler
	reason string
}

func (m marker) Finding(f *scanners.Finding) error {
	f.Suppression = &scanners.Suppression{Kind: "directive", Reason: m.reason, Location: &scanners.Location{Path: m.reason}}
	return m.Handler.Finding(f)
}

func (m marker) End(s *Summary) error {
	s.Notices = append(s.Notices, scanners.Notice{ID: "added", Message: m.reason, Location: &scanners.Location{Path: m.reason}})
	return m.Handler.End(s)
}

func TestTallyScrubsWhatHandlersAdd(t *testing.T) {
	raw := "s3cret&value/42"
	last := &recorder{}
	req := Request{
		Enabled: map[string]*rules.Rule{ruleA.ID: ruleA},
		Scanners: []scanners.Scanner{fake{emit: func(s scanners.Sink) {
			s.Conceal(raw)
			s.Finding(scanners.Finding{Rule: ruleA, Location: at("a.go", 1)})
		}}},
	}
	if _, err := Run(context.Background(), req, marker{Tally(last), raw}); err != nil {
		t.Fatal(err)
	}
	added := last.summary.Notices[0]
	if added.Message != "[redacted]" || added.Location.Path != "[redacted]" {
		t.Errorf("notice %+v at %v holds the secret", added, *added.Location)
	}
	if last.summary.HiddenByRepository != 1 || last.summary.Suppressed != 1 {
		t.Errorf("summary %+v: want one finding suppressed by the repository", last.summary)
	}
}

func TestErrorsAreScrubbed(t *testing.T) {
	raw := "s3cret&value/42"
	cause := errors.New("open dir/" + raw)
	_, err := Run(context.Background(), Request{Scanners: []scanners.Scanner{fake{
		emit: func(s scanners.Sink) { s.Conceal(raw) },
		err:  cause,
	}}}, &recorder{})
	if err == nil || err.Error() != "scan fake: open dir/[redacted]" || !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}

func TestWordsAreNotScrubbed(t *testing.T) {
	for raw, scrubbed := range map[string]bool{
		"short7":                    false,
		"miniservice":               false, // the name of a service and its password
		"miniservice1":              true,
		"Miniservice":               true,
		"alongwordthatmaybearandom": true,
	} {
		s := newScrubber(map[string]bool{raw: true})
		if got := s.redact("see "+raw+"/go.mod") != "see "+raw+"/go.mod"; got != scrubbed {
			t.Errorf("%s: scrubbed %v, want %v", raw, got, scrubbed)
		}
	}
}

func TestScrubbedEncodings(t *testing.T) {
	raw := "s3cret&va\"lue/42?"
	scrub := newScrubber(map[string]bool{raw: true})
	quoted, _ := json.Marshal(raw)
	for _, encoded := range []string{
		raw, string(quoted), url.PathEscape(raw), strings.ToLower(url.QueryEscape(raw)), html.EscapeString(raw), hex.EncodeToString([]byte(raw)),
		strings.Join(strings.Split(raw, ""), "\x00") + "\x00",
	} {
		if got := scrub.redact("x" + encoded + "y"); len(got) > 16 {
			t.Errorf("%q: left %q", encoded, got)
		}
	}
	for _, before := range []string{"", "a", "ab", "abc"} {
		encoded := base64.StdEncoding.EncodeToString([]byte(before + raw + "tail"))
		if got := scrub.redact(encoded); len(got) > 24 {
			t.Errorf("base64 %q: left %q", encoded, got)
		}
	}
}

func TestUTF16Column(t *testing.T) {
	s := NewSources(t.TempDir(), map[string][]byte{"u": []byte("a\nx😀é\xffz\n")})
	for _, c := range []struct{ column, want int }{{1, 1}, {2, 2}, {6, 4}, {8, 5}, {9, 6}} {
		if got := s.UTF16Column("u", 2, c.column); got != c.want {
			t.Errorf("column %d: got %d, want %d", c.column, got, c.want)
		}
	}
}
