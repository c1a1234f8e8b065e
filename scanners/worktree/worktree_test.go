package worktree

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/trouble"
)

func TestStandings(t *testing.T) {
	root := repo(t)
	plant(t, root,
		".gitignore", "*.log\n.env*\nbuild/\nnode_modules\nkeys/\n/state/\n",
		"committed.txt", "x LEAK1\n",
		"forced.log", "LEAK2\n", // tracked although ignored
		"build/forced/a", "LEAK3\n",
		"node_modules/forced.js", "LEAK4\n")
	git(t, root, "add", "-f", ".")
	plant(t, root,
		"new.txt", "LEAK5\n",
		"debug.log", "LEAK6\n",
		".env.local", "LEAK7\n",
		"build/out.txt", "LEAK8\n",
		"build/deep/prod.env", "\n LEAK9\n",
		"node_modules/pkg/test.pem", "LEAK10\n",
		"keys/id_ed25519", "LEAK11\n",
		"state/terraform.tfstate", "LEAK12\n",
		"cache/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n",
		"cache/.gitignore", "*\n",
		"cache/a.pem", "LEAK13\n")
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(),
		"committed.txt:1:3 secret/leak error",
		"forced.log:1:1 secret/leak error",
		"build/forced/a:1:1 secret/leak error",
		"node_modules/forced.js:1:1 secret/leak error",
		"new.txt:1:1 secret/leak error untracked",
		".env.local:1:1 secret/leak note untracked ignored",
		"build/deep/prod.env:2:2 secret/leak note untracked ignored",
		"keys/id_ed25519:1:1 secret/leak note untracked ignored",
		"state/terraform.tfstate:1:1 secret/leak note untracked ignored",
	)
	wantLines(t, "notices", r.said())
	wantTally(t, r, "-ignored-directory=1 -ignored=5 files=10")
}

func TestMessagesSayWhereAndTheWayOut(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", ".env\n", "a", "LEAK1")
	git(t, root, "add", ".")
	plant(t, root, ".env", "LEAK22", "b", "LEAK333")
	got := map[string]string{}
	for _, f := range scanTree(t, root, Options{}).findings {
		got[f.Location.Path] = f.Message
	}
	for path, want := range map[string]string{
		"a":    "leak of a test (5) in a tracked file: revoke it first, then remove it",
		"b":    "leak of a test (7) in a file that is not tracked yet: keep it out of the next commit",
		".env": "leak of a test (6) in a file that git ignores: it is not committed but lies open on this machine",
	} {
		if !strings.HasPrefix(got[path], want) {
			t.Errorf("%s: got %q, want it to begin with %q", path, got[path], want)
		}
	}
}

func TestOutsideOfARepository(t *testing.T) {
	root := t.TempDir()
	plant(t, root, ".gitignore", "*\n", "a", "LEAK1", "node_modules/b", "LEAK2", ".git/config", "LEAK3")
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(), "a:1:1 secret/leak error", "node_modules/b:1:1 secret/leak error", ".git/config:1:1 secret/leak error")
	wantLines(t, "notices", r.said(), "no-repository")
}

func TestSubdirectory(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", "*.log\n", "top", "LEAK0", "a/.gitignore", "/b/x\n", "a/b/x", "LEAK1", "a/b/y", "LEAK2", "a/b/z.log", "LEAK3")
	r := scanWith(t, New(Options{}), scanners.Target{Root: root, Dir: filepath.Join(root, "a", "b")})
	wantLines(t, "findings", r.lines(), "a/b/y:1:1 secret/leak error untracked")
	wantTally(t, r, "-ignored=2 files=1")
}

func TestIgnoredDirectoryThatIsAskedFor(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", "/tmp/\n", "tmp/dump/a", "LEAK1", "tmp/dump/node_modules/b", "LEAK2")
	r := scanWith(t, New(Options{}), scanners.Target{Root: root, Dir: filepath.Join(root, "tmp", "dump")})
	wantLines(t, "findings", r.lines(),
		"tmp/dump/a:1:1 secret/leak note untracked ignored", "tmp/dump/node_modules/b:1:1 secret/leak note untracked ignored")
}

func TestNoWorkTree(t *testing.T) {
	root := repo(t)
	bare := filepath.Join(t.TempDir(), "bare.git")
	git(t, root, "init", "-q", "--bare", bare)
	for name, target := range map[string]scanners.Target{
		"bare":                   {Root: bare, Dir: bare},
		"inside a git directory": {Root: root, Dir: filepath.Join(root, ".git", "refs")},
		"missing":                {Root: root, Dir: filepath.Join(root, "gone")},
		"elsewhere":              {Root: filepath.Join(root, ".git"), Dir: root},
	} {
		s := New(Options{Detector: marker{}})
		if err := s.Scan(context.Background(), target, newRecorder()); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestRepositoriesInside(t *testing.T) {
	root, library := repo(t), repo(t)
	plant(t, library, "lib", "LEAK1")
	git(t, library, "add", ".")
	git(t, library, "commit", "-qm", "library")
	git(t, root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, "mod")
	plant(t, root, ".gitignore", "/clones/\n*.txt\n", "own", "x")
	git(t, root, "add", ".")
	nested := filepath.Join(root, "nested")
	git(t, root, "init", "-q", nested)
	plant(t, nested, ".gitignore", "*.log\n", "a.log", "LEAK2", "b.log", "LEAK3", "c.txt", "LEAK4", "empty/.git/x", "LEAK5")
	git(t, nested, "add", "-f", "a.log")
	git(t, root, "clone", "-q", library, "clones/lib")
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(),
		"nested/a.log:1:1 secret/leak error", // tracked there
		"nested/c.txt:1:1 secret/leak error untracked",
		"nested/empty/.git/x:1:1 secret/leak error untracked", // no repository
	)
	wantLines(t, "notices", r.said(), "submodule mod", "ignored-repository clones/lib")
	wantTally(t, r, "-ignored-repository=1 -ignored=1 -submodule=1 files=7")
}

func TestIndexThatCannotBeRead(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", "*.log\n", "a", "LEAK1")
	plant(t, root, ".git/index", "DIRC and no more")
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(), "a:1:1 secret/leak error")
	wantLines(t, "nothing is ignored: it does not matter", r.said())
	plant(t, root, "b.log", "LEAK2")
	wantLines(t, "notices", scanTree(t, root, Options{}).said(), "!unreadable-index")
}

func TestIndexFile(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", "*.log\n", "a.log", "LEAK1")
	git(t, root, "add", "-f", ".")
	other := filepath.Join(root, ".git", "next-index.lock")
	if err := os.Rename(filepath.Join(root, ".git", "index"), other); err != nil {
		t.Fatal(err)
	}
	wantLines(t, "own index", scanTree(t, root, Options{}).lines())
	wantLines(t, "GIT_INDEX_FILE", scanTree(t, root, Options{IndexFile: other}).lines(), "a.log:1:1 secret/leak error")
}

func TestUserExcludes(t *testing.T) {
	root, home := repo(t), t.TempDir()
	plant(t, root, ".git/info/exclude", "one\n!two\n", "one", "LEAK1", "two", "LEAK2", "three", "LEAK3")
	plant(t, home, ".config/git/ignore", "two\nthree\n")
	env := func(key string) string { return map[string]string{"HOME": home}[key] }
	wantLines(t, "findings", scanTree(t, root, Options{Getenv: env}).lines(), "two:1:1 secret/leak error untracked")
}

func TestResultDoesNotDependOnWorkers(t *testing.T) {
	root := t.TempDir()
	for i := range 300 {
		plant(t, root, filepath.Join("d"+strings.Repeat("x", i%7), "f"+strings.Repeat("y", i%50)), strings.Repeat("LEAK7\n", i%5))
		plant(t, root, "p"+strings.Repeat("z", i%60)+".panic", "x")
	}
	one := scanTree(t, root, Options{Workers: 1})
	for range 3 {
		many := scanTree(t, root, Options{Workers: 8})
		wantLines(t, "findings", many.lines(), one.lines()...)
		wantLines(t, "notices", many.said(), one.said()...)
		wantTally(t, many, one.tally())
	}
	if len(one.notices) != trouble.MaxNamed+2 { // the named ones, the number of others, no repository
		t.Errorf("%d notices: %v", len(one.notices), one.said())
	}
}

func TestPanicCostsOneFile(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "a.panic", "x", "b", "LEAK1")
	r := scanTree(t, root, Options{Workers: 1})
	wantLines(t, "findings", r.lines(), "b:1:1 secret/leak error")
	wantLines(t, "notices", r.said(), "!scanner-fault a.panic", "no-repository")
}
