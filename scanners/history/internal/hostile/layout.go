package hostile

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// layoutCases place the parts of a repository, and take some of it away.
var layoutCases = []Case{
	{"layout/bare", func(r *Repo) { r.history(); r.Root = r.Git }},
	{"layout/separate", func(r *Repo) {
		r.history()
		r.finish()
		moved := r.beside("elsewhere.git")
		r.check(os.Rename(r.Git, moved))
		r.writeFile(r.Git, "gitdir: "+moved+"\n")
		r.Git = moved
	}},
	{"layout/git-is-a-link", func(r *Repo) {
		r.history()
		r.finish()
		r.check(os.Rename(r.Git, r.beside("elsewhere.git")))
		r.check(os.Symlink(r.beside("elsewhere.git"), r.Git))
	}},
	{"layout/other-work-tree-detached", func(r *Repo) { linked(r) }},
	{"layout/in-other-work-tree", func(r *Repo) { r.Root = linked(r) }},
	{"layout/work-tree-gone", func(r *Repo) {
		dir := linked(r)
		r.check(os.RemoveAll(dir))
	}},
	{"layout/head-detached", func(r *Repo) {
		r.history()
		r.write("HEAD", r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}}).String()+"\n")
	}},
	{"layout/head-is-a-link", func(r *Repo) {
		r.history()
		r.remove("HEAD")
		r.check(os.Symlink("refs/heads/main", filepath.Join(r.Git, "HEAD")))
	}},
	{"layout/head-missing", func(r *Repo) { r.history(); r.lose(); r.remove("HEAD"); r.Refused = "not in a git repository" }},
	{"layout/head-garbage", func(r *Repo) { r.history(); r.write("HEAD", "garbage\n"); r.says("!damaged-ref") }},
	{"layout/head-empty", func(r *Repo) { r.history(); r.write("HEAD", ""); r.says("!damaged-ref") }},
	{"layout/head-unborn", func(r *Repo) { r.history(); r.write("HEAD", "ref: refs/heads/new\n") }},
	{"layout/no-refs", func(r *Repo) {
		r.history()
		r.lose()
		r.check(os.RemoveAll(filepath.Join(r.Git, "refs")))
		r.Refused = "not in a git repository"
	}},
	{"layout/git-file-to-nowhere", func(r *Repo) {
		r.history()
		r.lose()
		r.finish()
		r.check(os.RemoveAll(r.Git))
		r.writeFile(r.Git, "gitdir: ../gone\n")
		r.Refused = "names a git directory that cannot be read"
	}},
	{"layout/shallow", func(r *Repo) {
		old := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.lostLine()}})
		r.leaveOut(r.all()...)
		tip := r.main(memrepo.Files{"f": r.line()}, old)
		r.write("shallow", tip.String()+"\n")
		r.says("shallow")
	}},
	{"layout/partial-without-blobs", func(r *Repo) { partial(r, blob) }},
	{"layout/partial-without-trees", func(r *Repo) { partial(r, objects.Tree) }},
	{"layout/grafts", func(r *Repo) {
		r.history()
		// The tip is made to have no parent.
		r.write("info/grafts", r.IDs(objects.Commit)[0].String()+"\n"+r.IDs(objects.Commit)[1].String()+"\n")
		r.says("grafts")
	}},
	{"layout/replaced-commit", func(r *Repo) {
		old := r.main(memrepo.Files{"f": r.line()})
		clean := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "clean\n"}})
		r.ref("refs/replace/"+old.String(), clean)
		r.says("grafts")
	}},
	{"layout/replaced-blob", func(r *Repo) {
		r.history()
		for _, id := range r.IDs(blob) {
			r.ref("refs/replace/"+id.String(), r.Put(blob, "clean\n"))
		}
		r.says("grafts")
	}},
	{"layout/submodule", submodule},
	{"layout/submodule-file-hostile", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line(), ".gitmodules": "[submodule \"../../x\"]\n\tpath = -u./payload\n\turl = -oProxyCommand=x\n\tupdate = !touch hacked\n" + r.line()})
	}},
	{"layout/attributes-hide", func(r *Repo) {
		r.write("info/attributes", "* -diff -text filter=gone\n")
		r.main(memrepo.Files{".gitattributes": "* binary -diff textconv=false export-ignore\n", "f": r.line(), "g.bin": r.line()})
	}},
	{"layout/configured-programs", func(r *Repo) {
		r.history()
		mark := filepath.Join(r.Git, "executed")
		r.write("config", "[core]\n\tfsmonitor = \"touch "+mark+"\"\n\tsshCommand = \"touch "+mark+"\"\n\tpager = \"touch "+mark+"\"\n\thooksPath = hooks\n[diff]\n\texternal = \"touch "+mark+"\"\n[alias]\n\tlog = \"!touch "+mark+"\"\n")
	}},
}

// lose says that nothing planted up to now can be found.
func (r *Repo) lose() {
	for i := range r.Plants {
		r.Plants[i].Lost = true
	}
}

// linked adds a linked work tree whose detached HEAD nothing else names. It returns
// the top of it.
func linked(r *Repo) string {
	r.history()
	other := r.beside("other")
	r.write("worktrees/other/HEAD", r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}}).String()+"\n")
	r.write("worktrees/other/commondir", "../..\n")
	r.write("worktrees/other/gitdir", filepath.Join(other, ".git")+"\n")
	r.writeFile(filepath.Join(other, ".git"), "gitdir: "+filepath.Join(r.Git, "worktrees", "other")+"\n")
	return other
}

// partial is a partial clone: everything of a kind but what the tip needs stayed
// with the remote.
func partial(r *Repo, kind objects.Kind) {
	old := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.lostLine(), "sub/g": r.lostLine()}})
	left := r.IDs(kind)
	if kind == objects.Tree {
		left = append(left, r.IDs(blob)...)
	}
	r.leaveOut(left...)
	r.main(memrepo.Files{"f": r.line()}, old)
	r.putPack(r.Git, "pack-a", r.packed())
	r.write("objects/pack/pack-a.promisor", "")
	r.write("config", "[remote \"origin\"]\n\turl = ssh://invalid.invalid/x\n\tpromisor = true\n\tpartialclonefilter = x\n")
	r.says("!promised-object")
}

// submodule has a gitlink to a commit that is not here, one that is, and the
// repository of a submodule among the files of git itself.
func submodule(r *Repo) {
	here := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
	r.ref("refs/heads/side", here)
	tree := r.RawTree(
		memrepo.Entry{Mode: "100644", Name: "f", ID: r.Put(blob, r.line())},
		memrepo.Entry{Mode: "160000", Name: "gone", ID: objectID{1, 2, 3}},
		memrepo.Entry{Mode: "160000", Name: "here", ID: here},
	)
	r.ref("refs/heads/main", r.Commit(memrepo.Commit{Tree: tree}))
	r.skeleton(filepath.Join(r.Git, "modules", "gone"))
	r.says("submodule")
}

// formatCases have configurations and formats of all kinds.
var formatCases = []Case{
	{"format/worktree-config", func(r *Repo) {
		r.history()
		r.write("config", "[core]\n\trepositoryformatversion = 0\n[extensions]\n\tworktreeConfig = true\n")
		r.write("config.worktree", "[core]\n\tsparseCheckout = true\n")
	}},
	{"format/known-extensions", func(r *Repo) {
		r.history()
		r.write("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n\tpreciousObjects = true\n\tnoop\n\tobjectFormat = sha1\n\trefStorage = files\n\trelativeWorktrees = true\n")
	}},
	{"format/unknown-extension", func(r *Repo) {
		r.history()
		r.lose()
		r.write("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tcomesNextYear = true\n")
		r.Refused = "extension"
	}},
	{"format/unknown-extension-version-0", func(r *Repo) {
		r.history()
		r.write("config", "[core]\n\trepositoryformatversion = 0\n[extensions]\n\tcomesNextYear = true\n")
	}},
	{"format/version-99", func(r *Repo) {
		r.history()
		r.lose()
		r.write("config", "[core]\n\trepositoryformatversion = 99\n")
		r.Refused = "99"
	}},
	{"format/sha256", func(r *Repo) {
		git := r.useGit()
		git.Git("init", "-q", "--object-format=sha256", "-b", "main", filepath.Join(git.Dir, "new"))
		r.writeFile(filepath.Join(git.Dir, "new", "f"), r.lostLine())
		r.Root = filepath.Join(git.Dir, "new")
		r.Git = filepath.Join(r.Root, ".git")
		git.Git("-C", r.Root, "add", "f")
		git.Git("-C", r.Root, "commit", "-q", "-m", "Change")
		r.Refused = "SHA-256"
	}},
	{"format/reftable", func(r *Repo) {
		// As git 2.45 lays it out: refs/heads is a file, HEAD leads nowhere.
		r.history()
		r.lose()
		r.check(os.RemoveAll(filepath.Join(r.Git, "refs")))
		r.write("refs/heads", "this repository uses the reftable format\n")
		r.write("HEAD", "ref: refs/heads/.invalid\n")
		r.write("reftable/tables.list", "0x000000000001-0x000000000001-00000000.ref\n")
		r.write("reftable/0x000000000001-0x000000000001-00000000.ref", "REFT\x01\x00\x10\x00")
		r.write("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
		r.Refused = "reftable"
	}},
	{"format/config-bom-crlf", func(r *Repo) {
		r.history()
		r.write("config", "\xef\xbb\xbf[core]\r\n\trepositoryformatversion = 0\r\n\tbare = false\r\n[remote \"o\"]\r\n\turl = x\r\n")
	}},
	{"format/config-syntax-error", func(r *Repo) {
		r.history()
		r.write("config", "[core\n\trepositoryformatversion = \"0\n[]]\n= =\n[a \"b]\n")
	}},
	{"format/config-missing", func(r *Repo) { r.history(); r.remove("config") }},
	{"format/config-includes-itself", func(r *Repo) {
		r.history()
		r.write("config", "[include]\n\tpath = config\n\tpath = gone\n\tpath = /dev/zero\n[core]\n\trepositoryformatversion = 0\n")
	}},
	{"format/config-of-many-keys", func(r *Repo) {
		r.history()
		r.write("config", "[core]\n"+strings.Repeat("\tkey = value\n", 50_000))
	}},
	{"format/config-too-large", func(r *Repo) {
		r.history()
		r.lose()
		r.write("config", "[core]\n"+strings.Repeat("\tkey = value\n", 200_000))
		r.Refused = "larger than"
	}},
}
