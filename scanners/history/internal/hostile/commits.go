package hostile

import (
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// commitCases have commits and tags that git does not write.
var commitCases = []Case{
	{"commits/odd-people-and-dates", func(r *Repo) {
		for i, who := range []string{
			"", "A", "<>", " <> ", "A <a@x", "A a@x> 1 +0000", "A <a@x> -1 +0000", "A <a@x> 99999999999999999999 +0000", "A <a@x> 1 +9999", "A <a@x> 1 -00000000", "A <a@x> x y",
			"A <a@x> 18446744073709551615 +0000", "\xff\xfe <\xc3> 1 +0000", "A\x00B <a@x> 1 +0000", strings.Repeat("n", 100_000) + " <a@x> 1 +0000", "A <a@x> 1", "A <<a@x>> 1 +0000", "\u202eA\x1b[31m <a@x> 1 +0000",
		} {
			r.rawCommit(i, "author "+who+"\ncommitter "+who+"\n\nChange\n")
		}
	}},
	{"commits/odd-heads", func(r *Repo) {
		for i, head := range []string{
			"", "\n", "author A <a@x> 1 +0000\n\n", "author A <a@x> 1 +0000\nauthor B <b@x> 2 +0000\ncommitter A <a@x> 1 +0000\n\nm", "committer A <a@x> 1 +0000\nauthor A <a@x> 1 +0000\n\nm",
			"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\nencoding x-none\n\n\xe9", "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\nx\ny z\n  goes on\n\nm",
			"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000", "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nno line end", "author A <a@x> 1 +0000\r\ncommitter A <a@x> 1 +0000\r\n\r\nm\r\n",
		} {
			r.rawCommit(i, head)
		}
	}},
	{"commits/clock-skew", func(r *Repo) {
		var tip []objectID
		for i := range 8 {
			tip = []objectID{r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}, Parents: tip, Time: int64(2_000_000_000 - 200_000_000*i)})}
		}
		r.ref("refs/heads/main", tip[0])
	}},
	{"commits/without-a-tree", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.line()})
		r.ref("refs/heads/main", r.Put(objects.Commit, "parent "+tip.String()+"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm"))
		r.says("!malformed-object")
	}},
	{"commits/garbage", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line()})
		r.ref("refs/heads/garbage", r.Put(objects.Commit, "\x00\x01garbage"))
		r.ref("refs/heads/empty", r.Put(objects.Commit, ""))
		r.says("!malformed-object")
	}},
	{"commits/null-ids", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.line()})
		null := objectID{}.String()
		r.ref("refs/heads/a", r.Put(objects.Commit, "tree "+null+"\nparent "+tip.String()+"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm"))
		tree := r.Tree(memrepo.Files{"g": r.line()})
		r.ref("refs/heads/b", r.Put(objects.Commit, "tree "+tree.String()+"\nparent "+null+"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm"))
		r.says("!malformed-object", "!missing-object")
	}},
	{"commits/tree-that-is-a-blob", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.line()})
		r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: r.Put(blob, r.line()), Parents: []objectID{tip}}))
		r.says("!malformed-object")
	}},
	{"commits/parent-that-is-a-blob", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line()}, r.Put(blob, r.lostLine()))
		r.says("!malformed-object")
	}},
	{"commits/parent-that-is-a-tag", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.lostLine()})
		r.main(memrepo.Files{"f": r.line()}, r.Tag(tip, objects.Commit, "t"))
		r.says("!malformed-object", "unreachable")
	}},
	{"commits/parent-twice", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.line()})
		r.main(memrepo.Files{"f": r.line()}, tip, tip, tip)
	}},
	{"commits/many-parents", func(r *Repo) {
		tip := r.main(memrepo.Files{"f": r.line()})
		r.main(memrepo.Files{"f": "clean\n"}, manyTimes(tip, 20_000)...)
	}},
	{"commits/long-message", func(r *Repo) {
		tree := r.Tree(memrepo.Files{"f": "text\n"})
		r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: tree, Message: strings.Repeat("words and words\n", 100_000) + r.line()}))
		r.says("outside-of-files")
	}},
	{"commits/tag-garbage", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line()})
		r.ref("refs/tags/garbage", r.Put(objects.Tag, "garbage"))
		r.ref("refs/tags/no-id", r.Put(objects.Tag, "object x\ntype commit\ntag x\n\n"))
		r.says("!malformed-object")
	}},
	{"commits/tag-of-another-kind", func(r *Repo) {
		// The tag says commit, and the object is a blob: git reads it as what it is.
		r.main(memrepo.Files{"f": r.line()})
		r.ref("refs/tags/x", r.Tag(r.Put(blob, r.line()), objects.Commit, "x"))
	}},
	{"commits/branch-at-a-tree", func(r *Repo) { r.ref("refs/heads/main", r.Tree(memrepo.Files{"f": r.line()})) }},
	{"commits/long-line-of-history", func(r *Repo) {
		var tip []objectID
		line := r.line()
		tree := r.Tree(memrepo.Files{"f": line})
		for range 5000 {
			tip = []objectID{r.Commit(memrepo.Commit{Tree: tree, Parents: tip})}
		}
		r.ref("refs/heads/main", tip[0])
		r.putPack(r.Git, "pack-a", r.packed())
	}},
}

// rawCommit makes a branch with one commit that has a secret in its tree and goes
// on with the text given.
func (r *Repo) rawCommit(number int, rest string) {
	tree := r.Tree(memrepo.Files{"f": r.line()})
	r.ref("refs/heads/b"+strings.Repeat("x", number), r.Put(objects.Commit, "tree "+tree.String()+"\n"+rest))
}

func manyTimes(id objectID, n int) []objectID {
	list := make([]objectID, n)
	for i := range list {
		list[i] = id
	}
	return list
}
