package leaks_test

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestLetPass builds a history with one secret. build returns the lines of an
// ignore file.
func TestLetPass(t *testing.T) {
	for _, test := range []struct {
		name  string
		build func(h *history) []string
		want  string // the kind of allowance
	}{
		{"nobody", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			return nil
		}, ""},
		{"the commit that brought it", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "\n\nSECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, "gitleaksignore"},
		{"another line of that commit", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			return []string{c.String() + ":f:demo:2"}
		}, ""},
		{"another rule", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			return []string{c.String() + ":f:other:1"}
		}, ""},
		{"a commit that only has it", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			c := h.on("main", files{"f": "SECRET(a)", "g": "x"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"the line of today", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "\n\nSECRET(a)"})
			return []string{"f:demo:3"}
		}, "gitleaksignore"},
		{"the line of then", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "\n\nSECRET(a)"})
			return []string{"f:demo:1"}
		}, "gitleaksignore"},
		{"one of two introductions", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			h.on("main", files{"f": "\nSECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"both introductions", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			d := h.on("main", files{"f": "\nSECRET(a)"})
			return []string{c.String() + ":f:demo:1", d.String() + ":f:demo:2"}
		}, "gitleaksignore"},
		{"one of two introductions, and gone", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			h.on("main", files{"g": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"one of two lines", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)\nSECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"a copy that is not named", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "SECRET(a)", "g": "SECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"a copy that is not named, and both gone", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "SECRET(a)", "g": "SECRET(a)"})
			h.on("main", files{"h": "x"})
			return []string{c.String() + ":f:demo:1"}
		}, ""},
		{"a copy that is named", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			d := h.on("main", files{"f": "SECRET(a)", "g": "SECRET(a)"})
			return []string{c.String() + ":f:demo:1", d.String() + ":g:demo:1"}
		}, "gitleaksignore"},
		{"renamed", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"g": "edited\nSECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, "gitleaksignore"},
		{"renamed and removed", func(h *history) []string {
			c := h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"g": "edited\nSECRET(a)"})
			h.on("main", files{"g": "x"})
			return []string{c.String() + ":f:demo:1"}
		}, "gitleaksignore"},
		{"moved away from a comment", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)"})
			h.on("main", files{"g": "SECRET(a)"})
			return []string{"other:demo:1"}
		}, ""},
		{"one commit of an act", func(h *history) []string {
			h.on("main", files{"f": "x"})
			h.refs["topic"] = h.refs["main"]
			c := h.on("topic", files{"f": "SECRET(a)"}, by(bo))
			h.on("main", files{"f": "SECRET(a)"})
			return []string{c.String() + ":f:demo:1"}
		}, "gitleaksignore"},
		{"a comment since", func(h *history) []string {
			h.refs["refs/tags/v1"] = h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "ALLOWED(a)"})
			return nil
		}, "comment"},
		{"a comment, and another place on a branch", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)"})
			h.refs["topic"] = h.refs["main"]
			h.on("topic", files{"f": "ALLOWED(a)", "g": "SECRET(a)"})
			return nil
		}, ""},
		{"a comment on a branch only", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			h.refs["topic"] = h.refs["main"]
			h.on("topic", files{"f": "ALLOWED(a)"})
			return nil
		}, ""},
		{"a comment that was taken away", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)"})
			h.on("main", files{"f": "SECRET(a)"})
			return nil
		}, ""},
		{"a comment beside one of two in a file", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)\nSECRET(a)"})
			return nil
		}, ""},
		{"a comment, gone", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)"})
			h.on("main", files{"f": "x"})
			return nil
		}, "comment"},
		{"a comment since, gone", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "ALLOWED(a)"})
			h.on("main", files{"f": "x"})
			return nil
		}, "comment"},
		{"a comment at one of two places, gone", func(h *history) []string {
			h.on("main", files{"f": "ALLOWED(a)", "g": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			return nil
		}, ""},
		{"a comment beside the second introduction, gone", func(h *history) []string {
			h.on("main", files{"f": "SECRET(a)"})
			h.on("main", files{"f": "x"})
			h.on("main", files{"f": "ALLOWED(a)"})
			h.on("main", files{"f": "x"})
			return nil
		}, ""},
		{"beyond the places that are kept", func(h *history) []string {
			f := files{}
			for i := range 30 {
				f[string(rune('A'+i))] = "ALLOWED(a)"
			}
			f["z"] = "SECRET(a)"
			h.on("main", f)
			h.on("main", files{"f": "x"})
			return nil
		}, ""},
		{"in a blob that only a tag names", func(h *history) []string {
			h.on("main", files{"f": "x"})
			h.refs["refs/tags/blob"] = h.Tag(h.Put(objects.Blob, "ALLOWED(a)"), objects.Blob, "blob")
			return nil
		}, "comment"},
		{"in two blobs that only tags name", func(h *history) []string {
			h.on("main", files{"f": "x"})
			h.refs["refs/tags/1"] = h.Tag(h.Put(objects.Blob, "ALLOWED(a)"), objects.Blob, "1")
			h.refs["refs/tags/2"] = h.Tag(h.Put(objects.Blob, "SECRET(a)"), objects.Blob, "2")
			return nil
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHistory()
			ignore := strings.Join(test.build(h), "\n")
			r := h.findWith(t, leaks.Options{Passes: passedBy(t, ignore)})
			got := ""
			if len(r.Leaks) != 1 {
				t.Fatalf("%d leaks", len(r.Leaks))
			}
			if a := r.Leaks[0].Allowed; a != nil {
				got = a.Kind
			}
			if got != test.want {
				t.Errorf("allowed by %q, want %q", got, test.want)
			}
			if test.want != "" && len(r.Offenders) > 0 {
				t.Errorf("offenders of what is let pass: %v", show(r))
			}
		})
	}
}

// TestLetPassMessages proves that all messages must be let pass.
func TestLetPassMessages(t *testing.T) {
	h := newHistory()
	first := h.on("main", files{"f": "x"}, message("SECRET(a) SECRET(b)\n"))
	second := h.on("main", files{"f": "y"}, message("SECRET(a)\n"))
	for _, commits := range [][]names.ID{{first}, {first, second}} {
		r := h.findWith(t, leaks.Options{Passes: func(p leaks.Place) *secrets.Allowance {
			for _, c := range commits {
				if p.Commit == c && p.Path == "" {
					return &secrets.Allowance{Kind: "allowlist"}
				}
			}
			return nil
		}})
		for _, l := range r.Leaks {
			want := l.Secret.Redacted == "b…" || len(commits) == 2
			if got := l.Allowed != nil; got != want {
				t.Errorf("%d commits are listed: %s is let pass: %v", len(commits), l.Secret.Redacted, got)
			}
		}
	}
}

// TestSuppressionPlace proves that a finding names the line of a comment only when
// that can be looked up at HEAD.
func TestSuppressionPlace(t *testing.T) {
	h := newHistory()
	h.on("main", files{"a": "\nALLOWED(here)", "b": "ALLOWED(gone)"})
	h.on("main", files{"a": "\nALLOWED(here)"})
	for _, f := range h.find(t).Findings() {
		switch s := f.Suppression; {
		case s == nil:
			t.Errorf("%s is not suppressed", f.Message)
		case f.Secret.Redacted == "gone…" && s.Location != nil:
			t.Errorf("a line of a file that is gone: %+v", s.Location)
		case f.Secret.Redacted == "here…" && (s.Location == nil || s.Location.String() != "a:2"):
			t.Errorf("the comment at HEAD is at %+v", s.Location)
		}
	}
}
