package hostile

import (
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// treeCases have trees that git does not write.
var treeCases = []Case{
	{"trees/entries-twice-and-unsorted", func(r *Repo) {
		r.rawMain(r.file("z"), r.file("a"), r.file("a"), r.file("a"), memrepo.Entry{Mode: "40000", Name: "a", ID: r.Tree(memrepo.Files{"b": r.line()})})
	}},
	{"trees/odd-modes", func(r *Repo) {
		var entries []memrepo.Entry
		for _, mode := range []string{"100644", "100664", "100600", "100777", "0100644", "10644", "644", "0", "140000", "170000", "7777777", "060000"} {
			e := r.file("mode " + mode)
			e.Mode = mode
			entries = append(entries, e)
		}
		entries = append(entries, memrepo.Entry{Mode: "040000", Name: "dir", ID: r.Tree(memrepo.Files{"f": r.line()})})
		r.rawMain(entries...)
	}},
	{"trees/hostile-names", func(r *Repo) {
		var entries []memrepo.Entry
		for _, name := range []string{
			".", "..", ".git", ".GIT", ".git ", "git~1", ".g\u200cit", "../../etc/x", "/etc/x", "a/b", "a\\b", "C:", "C:\\x", "aux", "nul.txt", "", " ", "-rf", "a\nb", "a\tb", "a\rb",
			"\x01\x02", "\x1b]0;title\x07", "\x1b[2J", "\x7f", "\u202etxt.sh", "\u2066x", "\xff\xfe", "\xc3", "\xed\xa0\x80", "e\u0301", "::error::x", "##vso[task]", "<script>", "%2e%2e%2f", "a?b#c", "'$(x)`x`",
		} {
			entries = append(entries, r.file(name))
		}
		for _, name := range []string{"..", ".git", "", "a/b", "\x1b[2J"} {
			entries = append(entries, memrepo.Entry{Mode: "40000", Name: name, ID: r.Tree(memrepo.Files{"below": r.line()})})
		}
		r.rawMain(entries...)
	}},
	{"trees/long-name", func(r *Repo) { r.rawMain(r.file(strings.Repeat("n", 8<<10)), r.file("short")) }},
	{"trees/long-path", func(r *Repo) {
		r.main(memrepo.Files{strings.Repeat(strings.Repeat("d", 200)+"/", 41) + "f": r.line(), "g": r.line()})
	}},
	{"trees/longer-name", func(r *Repo) { r.rawMain(r.file(strings.Repeat("n", 70<<10)), r.file("short")) }},
	{"trees/deep", func(r *Repo) { r.deep(3000) }},
	{"trees/deeper-than-followed", func(r *Repo) { r.deep(6000); r.says("attribution-limit", "path-limit") }},
	{"trees/bomb", func(r *Repo) {
		// Ten directories in each of ten levels, all the same: 10^10 paths.
		tree := r.Tree(memrepo.Files{"f": r.line()})
		for range 10 {
			var entries []memrepo.Entry
			for _, name := range "0123456789" {
				entries = append(entries, memrepo.Entry{Mode: "40000", Name: string(name), ID: tree})
			}
			tree = r.RawTree(entries...)
		}
		r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: tree}))
		r.says("attribution-limit", "path-limit")
	}},
	{"trees/wide", func(r *Repo) {
		entries := make([]memrepo.Entry, 0, 30_001)
		id := r.Put(blob, "text\n")
		for i := range 30_000 {
			entries = append(entries, memrepo.Entry{Mode: "100644", Name: strings.Repeat("f", 1+i%7) + string(rune('A'+i%50)) + strings.Repeat("x", i%13), ID: id})
		}
		r.rawMain(append(entries, r.file("last"))...)
	}},
	{"trees/empty-tree-not-stored", func(r *Repo) {
		empty := r.RawTree()
		r.leaveOut(empty)
		first := r.Commit(memrepo.Commit{Tree: empty})
		second := r.main(memrepo.Files{"f": r.line()}, first)
		r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: empty, Parents: []objectID{second}}))
	}},
	{"trees/null-id", func(r *Repo) {
		r.rawMain(r.file("f"), memrepo.Entry{Mode: "100644", Name: "null"}, memrepo.Entry{Mode: "40000", Name: "null too"})
		r.says("!missing-object")
	}},
	{"trees/cut-off", func(r *Repo) {
		_, whole := r.text(r.RawTree(r.file("f"), memrepo.Entry{Mode: "100644", Name: "g", ID: r.Put(blob, "text\n")}))
		r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: r.Put(objects.Tree, whole[:len(whole)-7])}))
		r.says("!malformed-object", "unreachable")
	}},
	{"trees/garbage", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line()})
		for i, text := range []string{"garbage", "100644", "100644 name", "9 x\x00", "\x00", "abc f\x00" + strings.Repeat("i", 20), " f\x00" + strings.Repeat("i", 20)} {
			r.ref("refs/heads/"+string(rune('a'+i)), r.Commit(memrepo.Commit{Tree: r.Put(objects.Tree, text)}))
		}
		r.says("!malformed-object")
	}},
	{"trees/blob-that-is-a-tree", func(r *Repo) {
		tree := r.Tree(memrepo.Files{"f": r.line()})
		r.rawMain(r.file("a"), memrepo.Entry{Mode: "100644", Name: "b", ID: tree})
		r.ref("refs/tags/tree", tree)
		r.says("!malformed-object")
	}},
	{"trees/tree-that-is-a-blob", func(r *Repo) {
		r.rawMain(r.file("a"), memrepo.Entry{Mode: "40000", Name: "b", ID: r.Put(blob, r.line())})
		r.says("!malformed-object")
	}},
	{"trees/tree-that-is-a-commit", func(r *Repo) {
		r.rawMain(r.file("a"), memrepo.Entry{Mode: "40000", Name: "b", ID: r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.lostLine()}})})
		r.says("!malformed-object", "unreachable")
	}},
}

// file returns an entry of a new file with a secret.
func (r *Repo) file(name string) memrepo.Entry {
	return memrepo.Entry{Mode: "100644", Name: name, ID: r.Put(blob, r.line())}
}

// rawMain commits a tree of these entries to the branch main.
func (r *Repo) rawMain(entries ...memrepo.Entry) objectID {
	id := r.Commit(memrepo.Commit{Tree: r.RawTree(entries...)})
	r.ref("refs/heads/main", id)
	return id
}

// deep nests directories, with a secret in the innermost and one outside.
func (r *Repo) deep(levels int) {
	tree := r.Tree(memrepo.Files{"f": r.line()})
	for range levels - 1 {
		tree = r.RawTree(memrepo.Entry{Mode: "40000", Name: "d", ID: tree})
	}
	r.rawMain(memrepo.Entry{Mode: "40000", Name: "d", ID: tree}, r.file("z"))
	r.putPack(r.Git, "pack-a", r.packed())
}
