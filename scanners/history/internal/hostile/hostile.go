// Package hostile makes repositories that are stored in odd ways, damaged, or made
// to do harm, and says of each what a scan of its history must find or must say.
// Only tests use it.
//
// Most are written byte by byte, so that they hold what git refuses to write; git
// makes those whose form is git's own affair. Each is a Case with one function,
// which plants secrets and says which of them nobody can read any more. What is
// not spoiled or left out on purpose must be found.
package hostile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Case is one kind of repository.
type Case struct {
	// Name is "group/case".
	Name string
	Make func(*Repo)
}

// Cases returns all cases. Their names are unique.
func Cases() []Case {
	var all []Case
	for _, group := range [][]Case{storageCases, alternatesCases, layoutCases, formatCases, refCases, contentCases, treeCases, commitCases, damageCases, packDamageCases, packCases} {
		all = append(all, group...)
	}
	return all
}

// A Repo is a repository in the making, and then what must come of its scan.
type Repo struct {
	testing.TB
	// Repo holds the objects. Those that nothing else has written by the end become
	// loose objects.
	*memrepo.Repo
	// Root is what is scanned: a work tree, or a git directory.
	Root string
	// Git is the git directory.
	Git string

	// Plants are the secrets.
	Plants []Plant
	// Says are the notices that the scan must give, and no others: their ids, with
	// "!" before those that make it incomplete. Sorted.
	Says []string
	// Refused is a part of the error of a repository that cannot be scanned at all.
	Refused string
	// Reflog and Unreachable are the options of the scan.
	Reflog, Unreachable bool

	seed   string
	git    *script.Repo
	stored map[objects.ID]bool // written, or left out on purpose
	spoils map[objects.ID]func(file []byte) []byte
	deflater
}

// A Plant is one secret.
type Plant struct {
	Value string
	// Rule tells a secret whose value no rule has as a whole, such as a key of many
	// lines: any finding of the rule will do. Else it is empty.
	Rule string
	// Lost is true when the repository does not hold it any more, or not in scope.
	Lost bool
}

// Build makes the repository of a case below a directory of the test.
func (c Case) Build(t testing.TB) *Repo {
	r := newRepo(t, c.Name)
	c.Make(r)
	r.finish()
	return r
}

func newRepo(t testing.TB, seed string) *Repo {
	r := &Repo{TB: t, Repo: memrepo.New(), seed: seed, stored: make(map[objects.ID]bool), spoils: make(map[objects.ID]func([]byte) []byte)}
	r.Root = filepath.Join(t.TempDir(), "work")
	r.Git = filepath.Join(r.Root, ".git")
	r.skeleton(r.Git)
	return r
}

// skeleton makes an empty git directory whose HEAD is the branch main.
func (r *Repo) skeleton(dir string) {
	for _, sub := range []string{"objects/pack", "objects/info", "refs/heads", "refs/tags"} {
		r.check(os.MkdirAll(filepath.Join(dir, sub), 0o755))
	}
	r.check(os.WriteFile(filepath.Join(dir, "HEAD"), []byte("ref: refs/heads/main\n"), 0o644))
	r.check(os.WriteFile(filepath.Join(dir, "config"), []byte("[core]\n\trepositoryformatversion = 0\n\tbare = false\n"), 0o644))
}

// finish writes what is not written yet.
func (r *Repo) finish() {
	for _, kind := range []objects.Kind{objects.Commit, objects.Tree, objects.Blob, objects.Tag} {
		for _, id := range r.IDs(kind) {
			if !r.stored[id] {
				r.loose(r.Git, id)
			}
		}
	}
}

// useGit makes the repository anew with git, which must be there.
func (r *Repo) useGit() *script.Repo {
	r.Helper()
	r.git = script.New(r.TB)
	r.Root, r.Git = r.git.Dir, filepath.Join(r.git.Dir, ".git")
	return r.git
}

func (r *Repo) check(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// write writes a file of the git directory.
func (r *Repo) write(name, text string) {
	r.Helper()
	r.writeFile(filepath.Join(r.Git, filepath.FromSlash(name)), text)
}

func (r *Repo) writeFile(name, text string) {
	r.Helper()
	r.check(os.MkdirAll(filepath.Dir(name), 0o755))
	_ = os.Remove(name) // git's own files are read-only
	r.check(os.WriteFile(name, []byte(text), 0o644))
}

// remove removes a file of the git directory, which must be there.
func (r *Repo) remove(name string) {
	r.Helper()
	r.check(os.Remove(filepath.Join(r.Git, filepath.FromSlash(name))))
}

// ref makes a loose ref.
func (r *Repo) ref(name string, id objects.ID) { r.Helper(); r.write(name, id.String()+"\n") }

// main commits files to the branch main, onto what is there.
func (r *Repo) main(files memrepo.Files, parents ...objects.ID) objects.ID {
	r.Helper()
	id := r.Commit(memrepo.Commit{Files: files, Parents: parents, Message: "Change\n"})
	r.ref("refs/heads/main", id)
	return id
}

// says tells which notices the scan must give.
func (r *Repo) says(ids ...string) { r.Says = append(r.Says, ids...) }
