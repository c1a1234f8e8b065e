package hostile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// refCases are about what names the objects.
var refCases = []Case{
	{"refs/empty-file", func(r *Repo) { r.history(); r.write("refs/heads/empty", ""); r.says("!damaged-ref") }},
	{"refs/garbage-file", func(r *Repo) { r.history(); r.write("refs/heads/garbage", "not an id\n"); r.says("!damaged-ref") }},
	{"refs/zeros", func(r *Repo) { r.history(); r.ref("refs/heads/zeros", objectID{}); r.says("!damaged-ref") }},
	{"refs/to-missing-object", func(r *Repo) {
		r.history()
		r.ref("refs/heads/gone", objectID{1, 2, 3})
		r.says("!missing-object")
	}},
	{"refs/circle", func(r *Repo) {
		r.history()
		r.write("refs/heads/a", "ref: refs/heads/b\n")
		r.write("refs/heads/b", "ref: refs/heads/a\n")
		r.says("!damaged-ref")
	}},
	{"refs/remote-head-dangling", func(r *Repo) {
		r.history()
		r.write("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/master\n")
	}},
	{"refs/packed-garbage-lines", func(r *Repo) {
		id := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		r.write("packed-refs", "garbage\n"+id.String()+" refs/heads/main\n"+strings.Repeat("x", 70_000)+"\n")
		r.says("!damaged-ref")
	}},
	{"refs/good-packed-under-bad-loose", func(r *Repo) {
		id := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		r.write("packed-refs", id.String()+" refs/heads/main\n")
		r.write("refs/heads/main", "")
		r.says("!damaged-ref")
	}},
	{"refs/odd-names", func(r *Repo) {
		for _, name := range []string{"refs/heads/a b", "refs/heads/\xff\xfe", "refs/heads/-x", "refs/heads/\u202egnp", "refs/heads/a'b\"c$(x)", "refs/custom/deep/er/x", "refs/heads/\x1b[31m", "refs/\xc3\xa9"} {
			r.ref(name, r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}}))
		}
	}},
	{"refs/file-and-directory", func(r *Repo) {
		a := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		b := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		r.write("packed-refs", a.String()+" refs/heads/x\n")
		r.ref("refs/heads/x/y", b)
	}},
	{"refs/many", func(r *Repo) {
		var text strings.Builder
		id := r.main(memrepo.Files{"f": r.line()})
		for i := range 20_000 {
			fmt.Fprintf(&text, "%s refs/tags/v%06d\n", id, i)
		}
		last := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		r.write("packed-refs", text.String()+last.String()+" refs/tags/z\n")
	}},
	{"refs/link-out-of-the-repository", func(r *Repo) {
		r.history()
		r.writeFile(r.beside("secret file"), "not a ref\n")
		r.check(os.Symlink(r.beside("secret file"), filepath.Join(r.Git, "refs/heads/link")))
		r.says("!damaged-ref")
	}},
	{"refs/tags-of-all-kinds", tagsOfAllKinds},
	{"refs/tag-circle-and-missing", func(r *Repo) {
		r.history()
		r.ref("refs/tags/gone", r.Tag(objectID{4, 5, 6}, objects.Commit, "gone"))
		r.says("!missing-object")
	}},
	{"refs/stash", stash},
	{"refs/notes", func(r *Repo) {
		id := r.main(memrepo.Files{"f": "text\n"}).String()
		note := r.Commit(memrepo.Commit{Files: memrepo.Files{id[:2] + "/" + id[2:]: r.line()}})
		r.ref("refs/notes/commits", note)
		r.ref("refs/notes/review", r.Commit(memrepo.Commit{Files: memrepo.Files{id: r.line()}}))
	}},
	{"refs/merge-under-way", func(r *Repo) {
		r.history()
		r.write("MERGE_HEAD", r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}}).String()+"\n"+r.Commit(memrepo.Commit{Files: memrepo.Files{"g": r.line()}}).String()+"\n")
		r.write("FETCH_HEAD", r.Commit(memrepo.Commit{Files: memrepo.Files{"h": r.line()}}).String()+"\tnot-for-merge\tbranch 'x' of https://invalid.invalid/x\n")
		r.says("work-under-way")
	}},
	{"refs/reflog", func(r *Repo) { logged(r); r.says("reflog", "unreachable") }},
	{"refs/reflog-asked", func(r *Repo) { logged(r); r.found(); r.Reflog = true }},
	{"refs/unreachable", func(r *Repo) { dangling(r); r.says("unreachable") }},
	{"refs/unreachable-asked", func(r *Repo) { dangling(r); r.found(); r.Reflog, r.Unreachable = true, true }},
	{"refs/secrets-in-names", func(r *Repo) {
		id := r.main(memrepo.Files{"dir/" + r.secret() + "/f": "text\n"})
		r.ref("refs/heads/"+r.secret(), id)
		r.ref("refs/tags/v-"+r.secret(), r.Tag(id, objects.Commit, "v-"+r.Plants[len(r.Plants)-1].Value))
		r.says("outside-of-files")
	}},
}

// tagsOfAllKinds has tags of tags, trees and blobs, and a light one of a blob.
func tagsOfAllKinds(r *Repo) {
	id := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
	r.ref("refs/tags/twice", r.Tag(r.Tag(id, objects.Commit, "once"), objects.Tag, "twice"))
	r.ref("refs/tags/tree", r.Tag(r.Tree(memrepo.Files{"f": r.line()}), objects.Tree, "tree"))
	r.ref("refs/tags/blob", r.Tag(r.Put(blob, r.line()), blob, "blob"))
	r.ref("refs/tags/light", r.Put(blob, r.line()))
	r.ref("refs/tags/light-tree", r.Tree(memrepo.Files{"g": r.line()}))
	r.ref("refs/tags/said", r.Put(objects.Tag, "object "+id.String()+"\ntype commit\ntag said\ntagger A <a@example.com> 1577836800 +0000\n\n"+r.line()))
	r.says("outside-of-files")
}

// stash is made by git: a newer and an older entry, each with an index of its own
// and files that were not tracked.
func stash(r *Repo) {
	git := r.useGit()
	git.Commit(map[string]string{"f": "text\n"})
	for range 2 {
		r.writeFile(filepath.Join(git.Dir, "f"), r.line())
		git.Git("add", "f")
		r.writeFile(filepath.Join(git.Dir, "f"), r.line())
		r.writeFile(filepath.Join(git.Dir, "untracked"), r.line())
		git.Git("stash", "push", "-q", "--include-untracked")
	}
	r.says("stash", "work-under-way")
}

// logged has what only a reflog names.
func logged(r *Repo) {
	id := r.main(memrepo.Files{"f": r.line()})
	amended := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.lostLine()}})
	r.write("logs/refs/heads/main", objectID{}.String()+" "+amended.String()+" A <a@example.com> 1577836800 +0000\tcommit (initial): x\n"+
		amended.String()+" "+id.String()+" A <a@example.com> 1577836800 +0000\tcommit (amend): x\n")
}

// dangling has what nothing names: a commit, a tree, a blob and a tag.
func dangling(r *Repo) {
	r.history()
	r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.lostLine()}})
	r.Tree(memrepo.Files{"dir/f": r.lostLine()})
	r.Put(blob, r.lostLine())
	r.Tag(r.Put(blob, r.lostLine()), blob, "dangling")
}
