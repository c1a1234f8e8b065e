package leaks_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
)

func written(at int64) func(*memrepo.Commit) { return func(c *memrepo.Commit) { c.AuthorTime = at } }

func TestOffenders(t *testing.T) {
	const cy = "Cy <cy@example.com>"
	for _, test := range []struct {
		name  string
		build func(h *history)
		want  []string
	}{
		{"two secrets in one commit, one of them again", func(h *history) {
			h.on("main", files{"a": "SECRET(one) SECRET(two)"})
			h.on("main", files{"a": "SECRET(one)"})
			h.on("main", files{"a": "SECRET(one) SECRET(two)"})
		}, []string{"offender reintroduced-secret of two"}},
		{"another's secret again, and one of his own", func(h *history) {
			h.on("main", files{"a": "SECRET(one)"})
			h.on("main", files{"a": "x"})
			h.on("main", files{"a": "SECRET(one)"}, by(bo))
			h.on("main", files{"a": "SECRET(one)", "b": "SECRET(two)"}, by(bo))
		}, []string{"offender reintroduced-secret of one", "offender repeat-author Bo of one,two"}},
		{"amended", func(h *history) {
			h.on("main", files{"a": "x"})
			h.refs["HEAD@{1}"] = h.refs["main"]
			h.on("HEAD@{1}", files{"a": "SECRET(one)"}, written(1000))
			h.on("main", files{"a": "SECRET(one)", "b": "SECRET(two)"}, written(1000))
		}, nil},
		{"squashed with the messages of what it squashes", func(h *history) {
			h.on("main", files{"f": "x"})
			h.refs["topic"] = h.refs["main"]
			h.on("topic", files{"f": "x", "a": "SECRET(one)"}, by(bo))
			gone := h.on("topic", files{"f": "y", "a": "SECRET(one)"}, by(bo))
			h.on("topic", files{"f": "x", "a": "SECRET(one)"}, by(bo), message("This reverts commit "+gone.String()+".\n"))
			h.on("main", files{"f": "x", "a": "SECRET(one)"}, message("Squash\n\nThis reverts commit "+gone.String()+".\n"))
		}, nil},
		{"squashes and merges of two people's branches", func(h *history) {
			base := h.on("main", files{"f": "x"})
			h.refs["one"], h.refs["two"] = base, base
			one := h.on("one", files{"f": "x", "1": "SECRET(one)"}, by(bo))
			h.on("two", files{"f": "x", "2": "SECRET(two)"}, by(cy))
			h.on("main", files{"f": "x", "1": "SECRET(one)"}, merging(one))
			h.on("main", files{"f": "x", "1": "SECRET(one)", "2": "SECRET(two)"})
		}, nil},
		{"on a branch that never had it, after it was gone", func(h *history) {
			h.on("main", files{"f": "x"})
			h.refs["release"] = h.refs["main"]
			h.on("main", files{"f": "x", ".env": env})
			h.on("main", files{"f": "x"})
			h.on("release", files{"f": "x", ".env": env}, by(bo))
		}, []string{"offender reintroduced-secret of a"}},
		{"by the merge of an older branch", func(h *history) {
			h.on("main", files{"f": "x", ".env": env})
			h.refs["topic"] = h.refs["main"]
			topic := h.on("topic", files{"f": "y", ".env": env}, by(bo))
			h.on("main", files{"f": "x"})
			h.on("main", files{"f": "y", ".env": env}, merging(topic))
		}, nil},
		{"rotating beside one that stays", func(h *history) {
			for _, name := range []string{"one", "two", "three"} {
				h.on("main", files{".env": "SECRET(stays)\nSECRET(" + name + ")"}, by(name+" <"+name+"@example.com>"))
			}
		}, []string{"offender rotating-path .env of one,two,three"}},
		{"fixtures side by side", func(h *history) {
			for i, text := range []string{"a b", "b", "b c", "c", "c d", "d e", "e"} {
				var lines []string
				for _, name := range strings.Fields(text) {
					lines = append(lines, "SECRET("+name+")")
				}
				author := strings.Repeat("x", i+1)
				h.on("main", files{"testdata/keys": strings.Join(lines, "\n")}, by(author+" <"+author+"@example.com>"))
			}
		}, nil},
		{"replaced on two branches", func(h *history) {
			h.on("main", files{".env": "SECRET(one)"})
			h.refs["topic"] = h.refs["main"]
			h.on("topic", files{".env": "SECRET(two)"}, by(bo))
			h.on("main", files{".env": "SECRET(three)"}, by(cy))
		}, nil},
		{"replaced on two branches, and by the merge", func(h *history) {
			h.on("main", files{".env": "SECRET(one)"})
			h.refs["topic"] = h.refs["main"]
			topic := h.on("topic", files{".env": "SECRET(two)"}, by(bo))
			h.on("main", files{".env": "SECRET(three)"}, by(cy))
			h.on("main", files{".env": "SECRET(four)"}, merging(topic), by("Di <di@example.com>"))
		}, []string{"offender rotating-path .env of one,two,four"}},
		{"replaced and picked", func(h *history) {
			h.on("main", files{".env": "SECRET(one)"})
			h.refs["release"] = h.refs["main"]
			h.on("main", files{".env": "SECRET(two)"}, by(bo), written(1000))
			h.on("release", files{".env": "SECRET(two)"}, by(bo), written(1000))
		}, nil},
		{"to and fro", func(h *history) {
			for i, name := range []string{"one", "two", "one", "two"} {
				author := strings.Repeat("x", i+1)
				h.on("main", files{".env": "SECRET(" + name + ")"}, by(author+" <"+author+"@example.com>"))
			}
		}, []string{"offender reintroduced-secret of one", "offender reintroduced-secret of two"}},
		{"let pass", func(h *history) {
			for _, name := range []string{"one", "two", "three"} {
				h.on("main", files{".env": "ALLOWED(" + name + ")"})
			}
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHistory()
			test.build(h)
			got := slices.DeleteFunc(show(h.find(t)), func(line string) bool { return strings.HasPrefix(line, "leak ") })
			want := slices.Clone(test.want)
			slices.Sort(got)
			slices.Sort(want)
			wantLines(t, "offenders", got, want...)
		})
	}
}

// TestOffenderSeverity holds habits to what they are seen by.
func TestOffenderSeverity(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts []string // of one file, one commit after the other
		want  []string
	}{
		{"sure secrets", []string{"SECRET(a)", "SECRET(a) SECRET(b)"}, []string{"offender/repeat-author error"}},
		{"one sure, one not", []string{"SECRET(a)", "SECRET(a) WEAK(b)"}, []string{"offender/repeat-author warning"}},
		{"two sure, one not", []string{"SECRET(a)", "SECRET(a) WEAK(b)", "SECRET(a) WEAK(b) SECRET(c)"}, []string{"offender/repeat-author error"}},
		{"a name beside a secret", []string{"SECRET(a)", "SECRET(a) NAME(b)"}, nil},
		{"a doubtful one that comes back", []string{"WEAK(a)", "x", "WEAK(a)"}, []string{"offender/reintroduced-secret warning"}},
		{"a name that comes back", []string{"NAME(a)", "x", "NAME(a)"}, nil},
	} {
		h := newHistory()
		for _, text := range test.texts {
			h.on("main", files{"f": text})
		}
		var got []string
		for _, f := range h.find(t).Findings() {
			if strings.HasPrefix(f.Rule.ID, "offender/") {
				got = append(got, f.Rule.ID+" "+f.Severity.String())
			}
		}
		wantLines(t, test.name, got, test.want...)
	}
}
