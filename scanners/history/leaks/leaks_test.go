package leaks_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

type (
	id    = objects.ID
	files = memrepo.Files
)

// A history builds one, commit by commit. The clock starts at 01:00 and goes on by
// an hour with each commit.
type history struct {
	*memrepo.Repo
	refs map[string]id
}

func newHistory() *history { return &history{memrepo.New(), make(map[string]id)} }

// on commits files on top of a branch, which it makes when there is none.
func (h *history) on(branch string, f files, with ...func(*memrepo.Commit)) id {
	c := memrepo.Commit{Files: f, Message: "change\n"}
	if tip, ok := h.refs[branch]; ok {
		c.Parents = []id{tip}
	}
	for _, change := range with {
		change(&c)
	}
	h.refs[branch] = h.Commit(c)
	return h.refs[branch]
}

func by(author string) func(*memrepo.Commit) { return func(c *memrepo.Commit) { c.Author = author } }

func message(text string) func(*memrepo.Commit) {
	return func(c *memrepo.Commit) { c.Message = text }
}

func merging(parents ...id) func(*memrepo.Commit) {
	return func(c *memrepo.Commit) { c.Parents = append(c.Parents, parents...) }
}

func (h *history) find(t *testing.T) *leaks.Report {
	t.Helper()
	return h.findWith(t, leaks.Options{})
}

func (h *history) findWith(t *testing.T, o leaks.Options) *leaks.Report {
	t.Helper()
	return findWith(t, h.Repo, h.roots(), o)
}

// roots are the branches, other refs by their names, and main as HEAD.
func (h *history) roots() []names.Root {
	var roots []names.Root
	for _, name := range slices.Sorted(maps.Keys(h.refs)) {
		full := name
		if !strings.Contains(name, "@{") && !strings.HasPrefix(name, "refs/") {
			full = "refs/heads/" + name
		}
		roots = append(roots, names.Root{Name: full, ID: h.refs[name]})
	}
	if tip, ok := h.refs["main"]; ok {
		roots = append(roots, names.Root{Name: "HEAD", ID: tip})
	}
	return roots
}

const (
	env  = "NAME=x\nKEY=SECRET(a)\n"
	env2 = "# more\n\nKEY=SECRET(a)\n"
	bo   = "Bo <bo@example.com>"
)

func TestLeaks(t *testing.T) {
	for _, test := range []struct {
		name   string
		build  func(h *history)
		want   []string
		events []string
		spans  []string
	}{
		{
			"at head", func(h *history) {
				h.on("main", files{"f": "x"})
				h.on("main", files{"f": "x", ".env": env})
				h.on("main", files{"f": "y", ".env": env2})
			},
			[]string{"leak a head introduced=1 paths=.env refs=main"},
			[]string{"introduced +.env:2 Ada"},
			[]string{"02:00-"},
		},
		{
			"removed", func(h *history) {
				h.on("main", files{".env": env})
				h.on("main", files{".env": "clean"}, by(bo))
			},
			[]string{"leak a removed introduced=1 paths=.env"},
			[]string{"introduced +.env:2 Ada", "removed -.env:2 Bo"},
			[]string{"01:00-02:00"},
		},
		{
			"reintroduced", func(h *history) {
				h.on("main", files{".env": env})
				h.on("main", files{"f": "x"})
				h.on("main", files{"f": "x", "deploy/prod": env2}, by(bo))
			},
			[]string{"leak a head introduced=2 reintroduced paths=.env,deploy/prod refs=main", "offender reintroduced-secret of a"},
			[]string{"introduced +.env:2 Ada", "removed -.env:2 Ada", "introduced +deploy/prod:3 Bo"},
			[]string{"01:00-02:00", "03:00-"},
		},
		{
			"the same file again", func(h *history) {
				h.on("main", files{".env": env})
				h.on("main", files{"f": "x"})
				h.on("main", files{".env": env})
			},
			[]string{"leak a head introduced=2 reintroduced paths=.env refs=main", "offender reintroduced-secret of a"},
			nil,
			[]string{"01:00-02:00", "03:00-"},
		},
		{
			"reverted revert", func(h *history) {
				h.on("main", files{".env": env})
				gone := h.on("main", files{"f": "x"})
				h.on("main", files{"f": "y"})
				h.on("main", files{"f": "y", ".env": env}, message("Revert \"clean\"\n\nThis reverts commit "+gone.String()+".\n"), by(bo))
			},
			[]string{"leak a head introduced=1 paths=.env refs=main"},
			nil,
			[]string{"01:00-02:00", "04:00-"},
		},
		{
			"a revert of something else", func(h *history) {
				h.on("main", files{".env": env})
				h.on("main", files{"f": "x"})
				other := h.on("main", files{"f": "y"})
				h.on("main", files{"f": "y", ".env": env}, message("This reverts commit "+other.String()+".\n"))
			},
			[]string{"leak a head introduced=2 reintroduced paths=.env refs=main", "offender reintroduced-secret of a"},
			nil, nil,
		},
		{
			"cherry-picked", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["release"] = h.refs["main"]
				h.on("main", files{"f": "x", "config/dev": env}, func(c *memrepo.Commit) { c.AuthorTime = 1000 })
				h.on("main", files{"f": "x"})
				h.on("release", files{"f": "x", "other": env}, func(c *memrepo.Commit) { c.AuthorTime = 1000 })
			},
			[]string{"leak a refs introduced=1 paths=config/dev,other refs=release"},
			nil,
			[]string{"02:00-03:00", "04:00-"},
		},
		{
			"squashed", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["topic"] = h.refs["main"]
				h.on("topic", files{"f": "x", ".env": env}, by(bo))
				h.on("topic", files{"f": "y", ".env": env}, by(bo))
				h.on("main", files{"f": "y", ".env": env})
			},
			[]string{"leak a head introduced=1 paths=.env refs=main,topic"},
			nil,
			[]string{"02:00-"},
		},
		{
			"squashed after a move", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["topic"] = h.refs["main"]
				h.on("topic", files{"f": "x", "a": env}, by(bo))
				h.on("topic", files{"f": "x", "b": env2}, by(bo))
				h.on("main", files{"f": "x", "b": env2})
			},
			[]string{"leak a head introduced=1 paths=a,b refs=main,topic"},
			nil,
			[]string{"02:00-"},
		},
		{
			"moved, removed, and pasted where it was moved to", func(h *history) {
				h.on("main", files{"f": "x", "a": env})
				h.on("main", files{"f": "x", "b": env})
				h.on("other", files{"c": env})
				h.on("main", files{"f": "x"})
				h.on("main", files{"f": "x", "b": env})
			},
			[]string{"leak a head introduced=3 paths=a,b,c refs=main,other", "offender reintroduced-secret of a"},
			nil, nil,
		},
		{
			"imported without its history", func(h *history) {
				h.on("main", files{"f": "x", "a": env})
				h.on("main", files{"f": "x", "b": env})
				h.on("import", files{"f": "x", "b": env}, by(bo))
			},
			[]string{"leak a head introduced=1 paths=a,b refs=import,main"},
			nil, nil,
		},
		{
			"pasted into two branches", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["topic"] = h.refs["main"]
				h.on("topic", files{"f": "x", "a": env}, by(bo))
				h.on("main", files{"f": "x", "b": env})
			},
			[]string{"leak a head introduced=2 paths=a,b refs=main,topic", "offender reintroduced-secret of a"},
			nil,
			[]string{"02:00-"},
		},
		{
			"renamed and copied", func(h *history) {
				h.on("main", files{".env": env})
				h.on("main", files{"conf/app": "edited\n" + env})
				h.on("main", files{"conf/app": "edited\n" + env, "conf/copy": env})
				h.on("main", files{"conf/copy": env})
			},
			[]string{"leak a head introduced=1 paths=.env,conf/app,conf/copy refs=main"},
			[]string{"introduced +.env:2 Ada", "moved +conf/app:3 -.env:2 Ada", "copied +conf/copy:2 Ada", "removed from one place -conf/app:3 Ada"},
			[]string{"01:00-"},
		},
		{
			"in a merge only", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["topic"] = h.refs["main"]
				topic := h.on("topic", files{"f": "x", "g": "y"})
				h.on("main", files{"f": "z"})
				h.on("main", files{"f": "z", "g": "y", "evil": env}, merging(topic), by(bo))
			},
			[]string{"leak a head introduced=1 paths=evil refs=main"},
			[]string{"introduced +evil:2 Bo"},
			nil,
		},
		{
			"merged, not introduced", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["topic"] = h.refs["main"]
				topic := h.on("topic", files{"f": "x", ".env": env})
				h.on("main", files{"f": "z"})
				h.on("main", files{"f": "z", ".env": env2}, merging(topic), by(bo))
			},
			[]string{"leak a head introduced=1 paths=.env refs=main,topic"},
			[]string{"introduced +.env:2 Ada"},
			[]string{"02:00-"},
		},
		{
			"octopus", func(h *history) {
				base := h.on("main", files{"f": "x"})
				h.refs["one"], h.refs["two"], h.refs["three"] = base, base, base
				one := h.on("one", files{"f": "x", "1": "SECRET(one)"})
				two := h.on("two", files{"f": "x", "2": "x"})
				three := h.on("three", files{"f": "x", "3": "x"})
				h.on("main", files{"f": "x", "1": "SECRET(one)", "2": "x", "3": "x", "4": "SECRET(four)"}, merging(one, two, three), by(bo))
			},
			[]string{"leak one head introduced=1 paths=1 refs=main,one", "leak four head introduced=1 paths=4 refs=main"},
			nil, nil,
		},
		{
			"removed on one branch only", func(h *history) {
				h.on("main", files{".env": env})
				h.refs["old"] = h.refs["main"]
				h.on("main", files{"f": "x"})
			},
			[]string{"leak a refs introduced=1 paths=.env refs=old"},
			[]string{"introduced +.env:2 Ada", "removed -.env:2 Ada"},
			[]string{"01:00-"},
		},
		{
			"removed on a branch and merged", func(h *history) {
				h.on("main", files{".env": env})
				h.refs["topic"] = h.refs["main"]
				topic := h.on("topic", files{"f": "x"}, by(bo))
				h.on("main", files{".env": env, "g": "y"})
				h.on("main", files{"f": "x", "g": "y"}, merging(topic))
			},
			[]string{"leak a removed introduced=1 paths=.env"},
			[]string{"introduced +.env:2 Ada", "removed -.env:2 Bo", "merged away Ada"},
			[]string{"01:00-04:00"},
		},
		{
			"orphan branches", func(h *history) {
				h.on("main", files{"a": env})
				h.on("pages", files{"b": env}, by(bo))
				h.on("other", files{"a": env}, by(bo))
			},
			[]string{"leak a head introduced=2 paths=a,b refs=main,other,pages", "offender reintroduced-secret of a"},
			nil, nil,
		},
		{
			"two authors, one person", func(h *history) {
				const mailmap = "Ada L <ada@example.com> <ADA@home.example.com>\n"
				h.on("main", files{".mailmap": mailmap, "a": "SECRET(one)"})
				h.on("main", files{".mailmap": mailmap, "a": "SECRET(one)", "b": "SECRET(two)"}, by("lovelace <ada@home.example.com>"))
				h.on("main", files{".mailmap": mailmap, "b": "SECRET(two)", "c": "SECRET(three)"}, by(bo))
			},
			[]string{
				"leak one removed introduced=1 paths=a", "leak two head introduced=1 paths=b refs=main", "leak three head introduced=1 paths=c refs=main",
				"offender repeat-author Ada L of one,two",
			},
			nil, nil,
		},
		{
			"many secrets in one commit", func(h *history) {
				h.on("main", files{"a": "SECRET(one)", "b": "SECRET(two) SECRET(three)"})
			},
			[]string{"leak one head introduced=1 paths=a refs=main", "leak two head introduced=1 paths=b refs=main", "leak three head introduced=1 paths=b refs=main"},
			nil, nil,
		},
		{
			"rotating", func(h *history) {
				for i, name := range []string{"one", "two", "", "three"} {
					text := "x"
					if name != "" {
						text = "SECRET(" + name + ")"
					}
					h.on("main", files{".env": text}, by(strings.Repeat("x", i+1)+" <"+strings.Repeat("x", i+1)+"@example.com>"))
				}
			},
			[]string{
				"leak one removed introduced=1 paths=.env", "leak three head introduced=1 paths=.env refs=main", "leak two removed introduced=1 paths=.env",
				"offender rotating-path .env of one,two,three",
			},
			nil, nil,
		},
		{
			"replaced once", func(h *history) {
				h.on("main", files{".env": "SECRET(one)"})
				h.on("main", files{".env": "SECRET(two)"}, by(bo))
				h.on("main", files{".env": "SECRET(two)\nSECRET(three)"}, by("Cy <cy@example.com>"))
			},
			[]string{"leak one removed introduced=1 paths=.env", "leak three head introduced=1 paths=.env refs=main", "leak two head introduced=1 paths=.env refs=main"},
			nil, nil,
		},
		{
			"allowed at head", func(h *history) {
				h.on("main", files{"f": "SECRET(a)"})
				h.on("main", files{"f": "x"})
				h.on("main", files{"f": "ALLOWED(a)"})
			},
			[]string{"leak a head introduced=2 reintroduced paths=f refs=main allowed=comment"},
			nil, nil,
		},
		{
			"allowed in one of two places", func(h *history) {
				h.on("main", files{"f": "ALLOWED(a)", "g": "SECRET(a)"})
			},
			[]string{"leak a head introduced=1 paths=f,g refs=main"},
			nil, nil,
		},
		{
			"in a reflog only", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["HEAD@{1}"] = h.refs["main"]
				h.on("HEAD@{1}", files{"f": "x", ".env": env})
			},
			[]string{"leak a unreferenced introduced=1 paths=.env"},
			nil, nil,
		},
		{
			"in messages", func(h *history) {
				h.on("main", files{"f": "x"}, message("use SECRET(a) for now\n"))
				h.on("main", files{"f": "y"}, message("not SECRET(a) any more\n"))
			},
			[]string{"leak a message introduced=0"},
			nil, nil,
		},
		{
			"in a tree that only a tag names", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["refs/tags/tree"] = h.Tree(files{"d/f": "SECRET(a)"})
			},
			[]string{"leak a refs introduced=0 paths=d/f refs=refs/tags/tree"},
			nil, nil,
		},
		{
			"in a blob that only a tag names", func(h *history) {
				h.on("main", files{"f": "x"})
				h.refs["refs/tags/blob"] = h.Tag(h.Put(objects.Blob, "SECRET(a)"), objects.Blob, "blob")
			},
			[]string{"leak a unattached introduced=0"},
			nil, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHistory()
			test.build(h)
			r := h.find(t)
			got, want := show(r), slices.Clone(test.want)
			slices.Sort(got)
			slices.Sort(want)
			wantLines(t, "report", got, want...)
			if test.events != nil {
				wantLines(t, "events", events(r.Leaks[0]), test.events...)
			}
			if test.spans != nil {
				wantLines(t, "exposures", exposures(r.Leaks[0]), test.spans...)
			}
		})
	}
}
