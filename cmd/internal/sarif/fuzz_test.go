package sarif

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
)

// FuzzReport holds reports of any text to the schema, to GitHub's rules and to the
// path that was reported.
func FuzzReport(f *testing.F) {
	f.Add("a b/%#?.go", "see [x](1) \x1b\n", "package a\n\tx\n", 2, 2, 9)
	f.Add("https://e/\xff", "\u202e", "", 0, 0, 0)
	f.Add("../../x", "", "\r\n\r", -1, -5, 3)
	f.Add("c:\\x", "]( [](", "😀", 1, 3, 99)
	c := checker(f)
	f.Fuzz(func(t *testing.T, path, message, source string, line, from, to int) {
		path = strings.ReplaceAll(path, "\x00", "")
		place := scanners.Location{Path: path, StartLine: line, StartColumn: from, EndLine: line, EndColumn: to}
		text := write(t, Options{IncludeSuppressed: true, Category: "x", VersionControl: &VersionControl{Remote: message, Revision: path, Branch: source}}, map[string]string{path: source}, func(s scanners.Sink) {
			s.Finding(scanners.Finding{
				Rule: ruleCORS, Message: message, Location: place,
				Related:     []scanners.Related{{Location: place, Message: message}},
				Flow:        []scanners.Step{{Location: place, Message: message}},
				Fixes:       []scanners.Fix{{Message: message, Edits: []scanners.Edit{{Location: place, NewText: source}}}},
				Suppression: &scanners.Suppression{Kind: "directive", Reason: message, Location: &place},
			})
			s.Notice(scanners.Notice{ID: "x", Message: message, Location: &place})
		})
		c.runs = make(map[string]string)
		for _, fault := range c.Check("fuzzed", text) {
			t.Errorf("%s", fault)
		}
		if !utf8.Valid(text) {
			t.Error("not UTF-8")
		}
		for _, r := range string(text) {
			if escape.Unsafe(r) && r != '\n' {
				t.Errorf("holds %U", r)
			}
		}
		result := at(t, parse(t, text), "results", 0)
		uri, _ := at(t, result, "locations", 0, "physicalLocation", "artifactLocation", "uri").(string)
		if back, err := url.PathUnescape(uri); err != nil || back == "" || strings.HasPrefix(back, "/") || strings.HasPrefix(back, "../") || strings.Contains(back, "/../") {
			t.Errorf("path %q became %q (%q, %v)", path, uri, back, err)
		}
		if said, _ := at(t, result, "message", "text").(string); strings.Count(said, "](") > 1 {
			t.Errorf("message %q links elsewhere", said)
		}
	})
}
