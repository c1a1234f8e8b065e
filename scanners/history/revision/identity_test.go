package revision

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// identity is what the function says of a sandbox; "none" for none.
func (s *sandbox) identity(cache string) string {
	s.t.Helper()
	repo, _ := s.open()
	key, ok := Identity(repo, IdentityOptions{CacheDir: cache})
	if ok != (key != "") {
		s.t.Fatalf("key %q and ok %v", key, ok)
	}
	if !ok {
		return "none"
	}
	return key
}

// long makes n commits on main.
func (s *sandbox) long(n int) {
	s.t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter Ada <ada@example.com> %d +0000\ndata 0\n\n", 1_600_000_000+i)
	}
	if _, err := s.command(b.String(), "fast-import", "--quiet", "--force"); err != nil {
		s.t.Fatal(err)
	}
}

// All clones, work trees and states of one repository are the same, and another
// repository is not.
func TestIdentityIsTheSameInAllClones(t *testing.T) {
	s := grown(t)
	s.git("switch", "-q", "--orphan", "other")
	s.commit("unrelated")
	s.git("switch", "-q", "main")
	s.git("merge", "-q", "--allow-unrelated-histories", "-m", "joins another root", "other")
	fields := strings.Fields(s.git("rev-list", "--first-parent", "HEAD"))
	want := fields[len(fields)-1]
	if roots := s.git("rev-list", "--max-parents=0", "HEAD"); len(strings.Fields(roots)) != 2 {
		t.Fatalf("the history should have two roots: %s", roots)
	}
	same := map[string]*sandbox{"itself": s}
	for name, args := range map[string][]string{"clone": nil, "bare": {"--bare"}, "mirror": {"--mirror"}, "one branch": {"--single-branch", "--no-tags"}, "without blobs": {"--filter=tree:0", "--no-checkout"}} {
		c := s.in(t.TempDir())
		c.git(append(append([]string{"clone", "-q"}, args...), "file://"+s.dir, "c")...)
		same[name] = c.in(filepath.Join(c.dir, "c"))
	}
	same["clone"].git("switch", "-q", "--detach", "HEAD~1")
	s.git("worktree", "add", "-q", filepath.Join(t.TempDir(), "side"), "topic")
	list := strings.Fields(s.git("worktree", "list", "--porcelain"))
	for i, word := range list {
		if word == "worktree" && strings.HasSuffix(list[i+1], "/side") {
			same["work tree"] = s.in(list[i+1])
		}
	}
	if same["work tree"] == nil {
		t.Fatal("no work tree was made")
	}
	for name, at := range same {
		if got := at.identity(""); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	other := newSandbox(t)
	other.write("x", "y")
	other.commit("begin")
	if other.identity("") == want {
		t.Error("another repository has the same identity")
	}
}

func TestIdentityIsNotGuessed(t *testing.T) {
	s := newSandbox(t)
	if got := s.identity(""); got != "none" {
		t.Errorf("without a commit: got %s", got)
	}
	root := s.commit("one")
	s.commit("two")
	s.commit("three")
	c := s.in(t.TempDir())
	c.git("clone", "-q", "--depth", "2", "file://"+s.dir, "c")
	c.dir = filepath.Join(c.dir, "c")
	if got := c.identity(""); got != "none" {
		t.Errorf("shallow clone: got %s", got)
	}
	c.git("fetch", "-q", "--depth", "3")
	if got := c.identity(""); got != root {
		t.Errorf("a shallow clone of everything: got %s, want %s", got, root)
	}
	c.git("fetch", "-q", "--unshallow")
	if got := c.identity(""); got != root {
		t.Errorf("deepened clone: got %s, want %s", got, root)
	}
	c.git("fetch", "-q", "--depth", "1")
	if got := c.identity(""); got != root {
		t.Errorf("a clone that became shallow and has all objects: got %s, want %s", got, root)
	}

	broken := s.git("rev-parse", "HEAD~1")
	if err := os.Remove(filepath.Join(s.dir, ".git", "objects", broken[:2], broken[2:])); err != nil {
		t.Fatal(err)
	}
	if got := s.identity(""); got != "none" {
		t.Errorf("a missing commit: got %s", got)
	}
	other := s.git("rev-parse", "HEAD~0")
	path := filepath.Join(s.dir, ".git", "objects", broken[:2])
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(s.dir, ".git", "objects", root[:2], root[2:]), filepath.Join(path, broken[2:])); err != nil {
		t.Fatal(err)
	}
	if got := s.identity(""); got != "none" {
		t.Errorf("a commit in the place of another, %s: got %s", other, got)
	}
}

// A HEAD that leads to no commit, as in many mirrors, leaves the branches.
func TestIdentityWithoutHead(t *testing.T) {
	s := newSandbox(t)
	a := s.commit("one")
	s.git("switch", "-q", "--orphan", "other")
	b := s.commit("two")
	s.git("notes", "add", "-m", "a note has a root of its own", "HEAD")
	s.git("symbolic-ref", "HEAD", "refs/heads/none")
	if got := s.identity(""); got != min(a, b) {
		t.Errorf("got %s, want the smaller of %s and %s", got, a, b)
	}
	s.git("tag", "-a", "-m", "x", "t", a)
	s.git("branch", "-D", "main", "other")
	if got := s.identity(""); got != a {
		t.Errorf("with a tag alone: got %s, want %s", got, a)
	}
}

// With the cache no pack is opened for what is known, and none for commits that
// are loose.
func TestIdentityCache(t *testing.T) {
	s := newSandbox(t)
	s.long(1000)
	want := s.identity("")
	cache := t.TempDir()
	if got := s.identity(cache); got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	packs := filepath.Join(s.dir, ".git", "objects", "pack")
	away := filepath.Join(s.dir, "pack")
	if err := os.Rename(packs, away); err != nil {
		t.Fatal(err)
	}
	if got := s.identity(cache); got != want {
		t.Errorf("without packs: got %s, want %s", got, want)
	}
	tree := s.git("write-tree")
	head := s.git("rev-parse", "refs/heads/main")
	for range 70 {
		next, err := s.command("tree "+tree+"\nparent "+head+"\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx", "hash-object", "-t", "commit", "-w", "--stdin")
		if err != nil {
			t.Fatal(err)
		}
		head = next
	}
	s.write(".git/HEAD", head+"\n")
	if got := s.identity(cache); got != want {
		t.Errorf("new commits: got %s, want %s", got, want)
	}
	if got := s.identity(""); got != "none" {
		t.Errorf("without the cache the packs are missing: got %s", got)
	}
	if err := os.Rename(away, packs); err != nil {
		t.Fatal(err)
	}

	files, err := filepath.Glob(filepath.Join(cache, "launchlint", "roots", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files in the cache: %v (%v)", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string]string{
		"empty": "", "cut": string(text[:len(text)-20]), "other root": strings.Replace(string(text), want, strings.Repeat("1", 40), 1), "other version": "x" + string(text),
	} {
		if err := os.WriteFile(files[0], []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := s.identity(cache); got != want {
			t.Errorf("%s cache: got %s, want %s", name, got, want)
		}
	}
	if now, err := os.ReadFile(files[0]); err != nil || string(now) == "" || !strings.HasPrefix(string(now), rootsHead) {
		t.Errorf("the cache was not made anew: %v", err)
	}
}

// A repository that stands where another one stood is not taken for it.
func TestIdentityOfAnotherRepositoryAtThePlace(t *testing.T) {
	s := newSandbox(t)
	s.long(200)
	cache := t.TempDir()
	first := s.identity(cache)
	if err := os.RemoveAll(filepath.Join(s.dir, ".git")); err != nil {
		t.Fatal(err)
	}
	s.git("init", "-q", "-b", "main")
	want := s.commit("one")
	if got := s.identity(cache); got != want || got == first {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A branch with a root of its own does not mix with the others in the cache.
func TestIdentityCacheHoldsOneRoot(t *testing.T) {
	s := newSandbox(t)
	s.long(100)
	s.git("checkout", "-q", "--orphan", "pages")
	pages := s.commit("one")
	s.git("gc", "-q") // looking into packs is kept
	cache := t.TempDir()
	want := map[string]string{"pages": pages, "main": s.git("rev-list", "--max-parents=0", "main")}
	for _, branch := range []string{"main", "pages", "main", "pages", "pages", "main"} {
		s.git("symbolic-ref", "HEAD", "refs/heads/"+branch)
		if got := s.identity(cache); got != want[branch] {
			t.Errorf("%s: got %s, want %s", branch, got, want[branch])
		}
	}
}

// What the cache says does not grow without end.
func TestIdentityCacheIsBounded(t *testing.T) {
	s := newSandbox(t)
	s.long(maxRoots + 500)
	repo, store := s.open()
	path := filepath.Join(t.TempDir(), "roots")
	w := newAncestry(repo, IdentityOptions{Store: store})
	known := loadRoots("")
	head := s.resolver()
	id, err := head.Commit("main")
	if err != nil {
		t.Fatal(err)
	}
	root := id
	for {
		known.leads[id] = true
		parent, is := w.parent(id)
		if root = id; is != isChild {
			break
		}
		id = parent
	}
	known.root = root
	known.save(path, root, nil)
	got := loadRoots(path)
	if got.root != root || len(got.leads) > maxRoots || len(got.leads) < maxRoots/2 {
		t.Errorf("kept %d commits that lead to %s, want half of %d, to %s", len(got.leads), got.root, maxRoots, root)
	}
}
