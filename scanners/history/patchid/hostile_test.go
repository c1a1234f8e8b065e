package patchid_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/patchid"
)

// TestHostile proves that what is over a limit, or not as git writes it, has no
// name, and stops nothing.
func TestHostile(t *testing.T) {
	many := func(n int, text string) memrepo.Files {
		f := memrepo.Files{}
		for i := range n {
			f[fmt.Sprintf("d%d/f%d", i%7, i)] = text
		}
		return f
	}
	for _, test := range []struct {
		name   string
		limits patchid.Limits
		build  func(r *memrepo.Repo) (before, now memrepo.Commit)
	}{
		{"a tree that multiplies", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			mode, at := "100644", r.Put(objects.Blob, "text")
			for range 10 {
				var entries []memrepo.Entry
				for i := range 10 {
					entries = append(entries, memrepo.Entry{Mode: mode, Name: fmt.Sprint("n", i), ID: at})
				}
				mode, at = "40000", r.RawTree(entries...)
			}
			now.Tree = at
			return
		}},
		{"a deep tree", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			mode, at := "100644", r.Put(objects.Blob, "text")
			for range 100_000 {
				at = r.RawTree(memrepo.Entry{Mode: mode, Name: "d", ID: at})
				mode = "40000"
			}
			now.Tree = at
			return
		}},
		{"many files", patchid.Limits{Files: 50}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Files = many(51, "text")
			return
		}},
		{"a large file", patchid.Limits{FileSize: 1000}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Files = memrepo.Files{"f": strings.Repeat("x\n", 501)}
			return
		}},
		{"a large tree", patchid.Limits{TreeSize: 1000}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Files = many(400, "text")
			return
		}},
		{"much to compare", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			var a, b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&a, "a%d\n", i)
				fmt.Fprintf(&b, "b%d\n", i)
			}
			before.Files, now.Files = memrepo.Files{"f": a.String()}, memrepo.Files{"f": b.String()}
			return
		}},
		{"a blob that is not there", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "100644", Name: "f", ID: objects.ID{1}})
			return
		}},
		{"a tree that is not there", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "40000", Name: "f", ID: objects.ID{1}})
			return
		}},
		{"a tree that is a blob", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "40000", Name: "f", ID: r.Put(objects.Blob, "text")})
			return
		}},
		{"a blob that is a tree", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "100644", Name: "f", ID: r.Tree(memrepo.Files{"f": "text"})})
			return
		}},
		{"a damaged tree", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.Put(objects.Tree, "100644 f\x00short")
			return
		}},
		{"a damaged tree below", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "40000", Name: "d", ID: r.Put(objects.Tree, "100644 f\x00short")})
			return
		}},
		{"an entry without a name below", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			sub := r.RawTree(memrepo.Entry{Mode: "100644", ID: r.Put(objects.Blob, "text")})
			now.Tree = r.RawTree(memrepo.Entry{Mode: "40000", Name: "d", ID: sub})
			return
		}},
		{"an entry without a name", patchid.Limits{}, func(r *memrepo.Repo) (before, now memrepo.Commit) {
			now.Tree = r.RawTree(memrepo.Entry{Mode: "100644", ID: r.Put(objects.Blob, "text")})
			return
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := memrepo.New()
			before, now := test.build(r)
			now.Parents = []objects.ID{r.Commit(before)}
			p := patchid.New(t.Context(), r, test.limits)
			if id, _, ok := p.Of(r.Commit(now)); ok || id != "" || p.Unnamed() != 1 {
				t.Errorf("it has the name %q, %d have none", id, p.Unnamed())
			}
			plain := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "x"}, Parents: []objects.ID{r.Commit(memrepo.Commit{})}})
			if _, _, ok := p.Of(plain); !ok {
				t.Error("another commit has no name either")
			}
		})
	}
}

// TestOddNames proves that what git can compare has a name, however odd.
func TestOddNames(t *testing.T) {
	r := memrepo.New()
	text := r.Put(objects.Blob, "text")
	var odd []memrepo.Entry
	for _, name := range []string{"\x01\x1b", "..", ".git", "a\nb", "\xff"} {
		odd = append(odd, memrepo.Entry{Mode: "100644", Name: name, ID: text})
	}
	p := patchid.New(t.Context(), r, patchid.Limits{})
	seen := make(map[string]string)
	for _, e := range odd {
		commit := r.Commit(memrepo.Commit{Tree: r.RawTree(e), Parents: []objects.ID{r.Commit(memrepo.Commit{})}})
		id, _, ok := p.Of(commit)
		if !ok || seen[id] != "" {
			t.Errorf("%q: %v, the same as %q", e.Name, ok, seen[id])
		}
		seen[id] = e.Name
	}
}

// panicking stands for whatever go-git may come upon.
type panicking struct{ *memrepo.Repo }

func (p panicking) Read(id objects.ID) (objects.Kind, []byte, error) {
	kind, data, err := p.Repo.Read(id)
	if kind == objects.Tree {
		panic("a tree")
	}
	return kind, data, err
}

func TestPanic(t *testing.T) {
	r := memrepo.New()
	commit := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "x"}})
	p := patchid.New(t.Context(), panicking{r}, patchid.Limits{})
	if _, _, ok := p.Of(commit); ok || p.Unnamed() != 1 {
		t.Error("it has a name")
	}
}

func TestTotals(t *testing.T) {
	r := memrepo.New()
	commit := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": strings.Repeat("x\n", 1000)}})
	p := patchid.New(t.Context(), r, patchid.Limits{AllBytes: 5000})
	named := 0
	for range 10 {
		if _, _, ok := p.Of(commit); ok {
			named++
		}
	}
	if named == 0 || named > 3 {
		t.Errorf("%d of 10 have a name", named)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, ok := patchid.New(ctx, r, patchid.Limits{}).Of(commit); ok {
		t.Error("it has a name after the end")
	}
}
