package names_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// showAll prints everything that names hand out, by what does not differ between
// two walks.
func showAll(n *names.Names) string {
	var b strings.Builder
	b.WriteString(show(n))
	tree := func(number uint32) string {
		if number == names.NoObject {
			return "none"
		}
		return n.ID(number).String()
	}
	reached := make(map[uint32]bool)
	var todo []uint32
	reach := func(number uint32) {
		if number != names.NoObject && !reached[number] {
			reached[number] = true
			todo = append(todo, number)
		}
	}
	for _, c := range n.Commits {
		fmt.Fprintf(&b, "%s tree %s author time %d committer %v reverts %d %t %t\n", c.ID, tree(c.Tree), c.AuthorTime,
			n.People[c.Committer], c.Reverts, c.Shallow, c.Orphaned)
		reach(c.Tree)
	}
	for _, r := range n.Roots {
		fmt.Fprintf(&b, "root %s %s %s %d %s\n", r.Name, r.ID, r.Kind, r.Commit, tree(r.Tree))
		reach(r.Tree)
	}
	fmt.Fprintf(&b, "%q\n", n.People)
	var trees []string
	for len(todo) > 0 {
		number := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		line := tree(number)
		for _, e := range n.Entries(number) {
			line += fmt.Sprintf(" %d %q %s", e.Class(), n.Name(e.Name), n.ID(e.Object()))
			if e.Class() == names.Directory {
				reach(e.Object())
			}
		}
		file, ok := n.File(number, "link")
		trees = append(trees, fmt.Sprintf("tree %s link %s %t\n", line, file, ok))
	}
	slices.Sort(trees)
	return b.String() + strings.Join(trees, "")
}

// shapes are repositories to scan: what git makes, and what it never would.
var shapes = map[string]func(s *sandbox){
	"as imported": func(*sandbox) {},
	"empty":       func(s *sandbox) { s.git("update-ref", "-d", "refs/heads/main") },
	"one pack":    func(s *sandbox) { s.git("repack", "-adfq") },
	"long chains": func(s *sandbox) { s.git("repack", "-adfq", "--depth=250", "--window=60") },
	"base by id":  func(s *sandbox) { s.git("-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq") },
	"loose":       func(s *sandbox) { s.loosen() },
	"mixed": func(s *sandbox) {
		s.git("repack", "-adfq")
		s.grow(30, 2)
		s.loosen()
		s.git("repack", "-adfq")
		s.grow(10, 3)
		s.commit("loose", s.put("tree", "100644 f\x00"+s.raw(s.put("blob", "loose"))), "main")
	},
	"two copies": func(s *sandbox) {
		s.git("repack", "-adfq")
		s.gitIn(s.git("rev-list", "--objects", "--no-object-names", "main~20"), "pack-objects", "-q", s.path("objects/pack/older"))
	},
	"alternates": func(s *sandbox) {
		s.git("repack", "-adfq")
		other := newSandbox(s.tb)
		other.git("fetch", "-q", s.dir, "refs/*:refs/*")
		other.grow(20, 4)
		writeFile(s.tb, s.path("objects/info/alternates"), other.path("objects")+"\n")
		for _, ref := range strings.Fields(other.git("for-each-ref", "--format=%(refname)")) {
			s.git("update-ref", ref, other.git("rev-parse", ref))
		}
	},
	"shallow": func(s *sandbox) {
		s.git("repack", "-adfq")
		s.clone("--depth=5", "--no-single-branch")
	},
	"no blobs":   func(s *sandbox) { s.clone("--filter=blob:none") },
	"no trees":   func(s *sandbox) { s.clone("--filter=tree:0") },
	"few trees":  func(s *sandbox) { s.clone("--filter=tree:2") },
	"no promise": func(s *sandbox) { s.clone("--filter=tree:1"); s.git("config", "--unset", "remote.origin.promisor") },
	"missing": func(s *sandbox) {
		s.loosen()
		s.remove(s.git("rev-parse", "main:dir1"))
		s.remove(s.git("rev-parse", "main~9:dir2/sub1"))
		s.remove(s.git("rev-parse", "main~20"))
	},
	"missing in a pack": func(s *sandbox) {
		gone := []string{s.git("rev-parse", "main:dir1"), s.git("rev-parse", "main~9:dir2/sub1"), s.git("rev-parse", "main~20")}
		s.packAll(gone...)
	},
	"damaged pack": func(s *sandbox) {
		s.git("repack", "-adfq", "--depth=9")
		s.damage(3)
	},
	"damaged pack beside a sound one": func(s *sandbox) {
		s.git("repack", "-adfq", "--depth=9")
		s.damage(5)
		other := newSandbox(s.tb)
		other.grow(60, 1)
		writeFile(s.tb, s.path("objects/info/alternates"), other.path("objects")+"\n")
	},
	"unreachable": func(s *sandbox) {
		odd := s.put("tree", "100666 ..\x00"+s.raw(s.put("blob", "odd"))+"40000 gone\x00"+strings.Repeat("\x07", 20))
		s.commit("lost", odd, "main~3")
		s.packAll()
		s.git("update-ref", "-d", "refs/heads/lost")
		s.git("update-ref", "refs/heads/main", s.git("rev-parse", "main~15"))
		s.git("tag", "-d", "v1")
	},
	"odd": func(s *sandbox) {
		blob := s.put("blob", "odd")
		entry := func(mode, name, hash string) string { return mode + " " + name + "\x00" + s.raw(hash) }
		odd := s.put("tree", entry("100666", "..", blob)+entry("100644", ".git", blob)+entry("0100644", "a", blob))
		more := s.put("tree", entry("100666", "..", blob)+entry("100644", ".git", blob)+entry("0100644", "b", blob)+entry("40000", "d", odd))
		cut := s.put("tree", entry("100644", "a", blob)+entry("100644", "b", blob)+"100644 cu")
		cut2 := s.put("tree", entry("100644", "a", blob)+entry("100644", "b", blob)+entry("100644", "c", blob)+"100644 c")
		wrong := s.put("tree", entry("40000", "blob", blob)+entry("40000", "commit", s.git("rev-parse", "main~4"))+
			entry("100644", "tree", s.git("rev-parse", "main:dir0"))+entry("160000", "link", s.git("rev-parse", "main~2"))+
			entry("40000", "tag", s.git("rev-parse", "v1"))+entry("40000", "more", more)+entry("40000", "cut", cut)+entry("40000", "cut2", cut2))
		first := s.commit("odd", wrong)
		// Packed as they stand here, each as a difference to the last.
		s.gitIn(strings.Join([]string{first, wrong, odd, more, cut, cut2, blob}, "\n"), "pack-objects", "-q", s.path("objects/pack/odd"))
		s.git("update-ref", "refs/tags/treetag", s.put("tag", "object "+more+"\ntype tree\ntag t\ntagger A <a@example.org> 1 +0000\n\nm"))
		s.git("update-ref", "refs/tags/blobtag", s.put("tag", "object "+blob+"\ntype blob\ntag t\n\nm"))
		writeFile(s.tb, s.path("refs/tags/badtag"), s.put("tag", "nothing")+"\n")
		s.git("update-ref", "refs/tags/tree", cut)
		s.git("update-ref", "refs/tags/blob", blob)
		bad := s.put("commit", "tree "+blob+"\nparent "+s.git("rev-parse", "main:dir0")+"\nparent "+blob+"\nparent "+first+"\nauthor x\n\nm")
		writeFile(s.tb, s.path("refs/heads/bad"), bad+"\n")
		writeFile(s.tb, s.path("refs/heads/none"), strings.Repeat("9", 40)+"\n")
		writeFile(s.tb, s.path("refs/heads/headless"), s.put("commit", "author x <> y\n\nm")+"\n")
		s.commit("empty", s.put("tree", ""))
	},
}

func writeFile(tb testing.TB, name, text string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// packAll puts all objects, reachable or not, in one pack, except some.
func (s *sandbox) packAll(except ...string) {
	s.tb.Helper()
	var kept []string
	for _, hash := range strings.Fields(s.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")) {
		if !slices.Contains(except, hash) {
			kept = append(kept, hash)
		}
	}
	packs, _ := filepath.Glob(s.path("objects/pack/*"))
	s.gitIn(strings.Join(kept, "\n"), "pack-objects", "-q", "--window=20", s.path("objects/pack/all"))
	s.git("prune-packed", "-q")
	for _, p := range packs {
		if err := os.Remove(p); err != nil {
			s.tb.Fatal(err)
		}
	}
}

// clone makes the sandbox a partial or shallow clone of what it was.
func (s *sandbox) clone(args ...string) {
	s.tb.Helper()
	s.git("config", "uploadpack.allowFilter", "true")
	to := filepath.Join(s.tb.TempDir(), "clone.git")
	s.git(append(append([]string{"clone", "-q", "--bare"}, args...), "file://"+s.dir, to)...)
	s.dir = to
}

// damage flips bytes all over the largest pack.
func (s *sandbox) damage(places int) {
	s.tb.Helper()
	packs, _ := filepath.Glob(s.path("objects/pack/*.pack"))
	text, err := os.ReadFile(packs[0])
	if err != nil {
		s.tb.Fatal(err)
	}
	for i := range places {
		text[(i+1)*len(text)/(places+1)] ^= 0x55
	}
	if err := os.Remove(packs[0]); err != nil {
		s.tb.Fatal(err)
	}
	writeFile(s.tb, packs[0], string(text))
}

// TestScanSameAsWalk compares all that is handed out.
func TestScanSameAsWalk(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.grow(60, 1)
			shape(s)
			for limits, o := range map[string]names.Options{
				"default": {Workers: 2}, "one worker": {},
				"entries":     {Limits: names.Limits{Entries: 2}, Workers: 3},
				"depth":       {Limits: names.Limits{Depth: 1, KnownPaths: 30, Faults: 2, Gitlinks: 1}, Workers: 3},
				"expansions":  {Limits: names.Limits{Expansions: 40, Path: 12}},
				"directories": {Limits: names.Limits{Directories: 1}},
			} {
				compareScan(t, s, limits, o)
			}
		})
	}
}

func compareScan(t *testing.T, s *sandbox, limits string, o names.Options) {
	t.Helper()
	store, roots := s.open()
	o.Shallow = store.Facts().Shallow
	walked, err := names.Walk(t.Context(), func() names.Reader { return store.Reader() }, roots, o)
	if err != nil {
		t.Fatal(err)
	}
	store, _ = s.open()
	scanned, err := names.Scan(t.Context(), store, roots, o)
	if err != nil {
		t.Fatal(err)
	}
	compareShown(t, limits, showAll(scanned), showAll(walked))
}

// compareShown reports the first line that differs.
func compareShown(t *testing.T, what, got, want string) {
	t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s: line %d of %d and %d is\n%s\nwant\n%s", what, i, len(a), len(b), a[i], b[i])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("%s: %d lines, want %d", what, len(a), len(b))
	}
}

// TestShapes proves that the shapes are what their names say: a comparison of
// nothing with nothing would hold.
func TestShapes(t *testing.T) {
	for name, want := range map[string]func(c *names.Counts) bool{
		"as imported":       func(c *names.Counts) bool { return c.Commits == 60 && c.Trees > 100 && !c.Incomplete() },
		"shallow":           func(c *names.Counts) bool { return c.ShallowCommits > 0 && c.Commits < 60 },
		"no blobs":          func(c *names.Counts) bool { return c.Commits == 60 && !c.Incomplete() },
		"no trees":          func(c *names.Counts) bool { return c.Unreadable[names.Promised] > 50 },
		"few trees":         func(c *names.Counts) bool { return c.Unreadable[names.Promised] > 50 && c.Trees > 50 },
		"missing":           func(c *names.Counts) bool { return c.Unreadable[names.Missing] == 3 },
		"missing in a pack": func(c *names.Counts) bool { return c.Unreadable[names.Missing] == 3 },
		"damaged pack":      func(c *names.Counts) bool { return c.Unreadable[names.Damaged] > 0 },
		"unreachable":       func(c *names.Counts) bool { return c.Commits < 60 && c.OddModes == 0 && !c.Incomplete() },
		"odd": func(c *names.Counts) bool {
			return c.Unreadable[names.Malformed] == 4 && c.Unreadable[names.Mismatched] == 4 && c.OddModes == 2 && c.OddNames == 4
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.grow(60, 1)
			shapes[name](s)
			store, roots := s.open()
			n, err := names.Scan(t.Context(), store, roots, names.Options{Shallow: store.Facts().Shallow})
			if err != nil {
				t.Fatal(err)
			}
			if !want(&n.Counts) {
				t.Errorf("counts are %+v", n.Counts)
			}
		})
	}
}

// TestScanReadsOnce proves that a scan asks for nothing that it has seen.
func TestScanReadsOnce(t *testing.T) {
	s := newSandbox(t)
	s.grow(60, 1)
	s.git("repack", "-adfq")
	store, roots := s.open()
	n, err := names.Scan(t.Context(), store, roots, names.Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := store.Counters().Inflated
	if most := int64(n.Counts.Commits + n.Counts.Trees + n.Counts.Tags); read > most {
		t.Errorf("%d objects decompressed, want %d", read, most)
	}
}

// TestScanAfterRepack scans repositories in which git has moved every object since
// they were opened.
func TestScanAfterRepack(t *testing.T) {
	for name, move := range map[string]struct{ before, after func(s *sandbox) }{
		"into a pack":      {func(s *sandbox) { s.loosen() }, func(s *sandbox) { s.git("repack", "-adfq") }},
		"out of a pack":    {func(s *sandbox) { s.git("repack", "-adfq") }, func(s *sandbox) { s.loosen() }},
		"to another pack":  {func(s *sandbox) {}, func(s *sandbox) { s.git("repack", "-adfq", "--depth=3") }},
		"with more beside": {func(s *sandbox) {}, func(s *sandbox) { s.grow(5, 9) }},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.grow(30, 1)
			move.before(s)
			store, _ := s.open()
			move.after(s)
			fresh, roots := s.open()
			got, err := names.Scan(t.Context(), store, roots, names.Options{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			want, err := names.Walk(t.Context(), func() names.Reader { return fresh.Reader() }, roots, names.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compareShown(t, name, showAll(got), showAll(want))
			if got.Counts.Incomplete() || got.Counts.Commits < 30 {
				t.Errorf("counts %+v", got.Counts)
			}
		})
	}
}

// A fuse is a context that is cancelled when it has been asked so many times.
type fuse struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func (f *fuse) Err() error {
	if f.left.Add(-1) == 0 {
		f.cancel()
	}
	return f.Context.Err()
}

// TestScanCancel cancels at each point where a scan asks whether it may go on.
func TestScanCancel(t *testing.T) {
	s := newSandbox(t)
	s.grow(20, 1)
	_, roots := s.open()
	cancelled := 0
	for asked := int64(1); ; asked++ {
		store, _ := s.open()
		ctx := &fuse{}
		ctx.Context, ctx.cancel = context.WithCancel(t.Context())
		ctx.left.Store(asked)
		n, err := names.Scan(ctx, store, roots, names.Options{Workers: 2})
		ctx.cancel()
		if ctx.left.Load() > 0 {
			break // nobody asked as often as that
		}
		if err == nil || n != nil {
			t.Fatalf("cancelled when asked %d times, and there is a result, or the error %v", asked, err)
		}
		cancelled++
	}
	if cancelled < 8 {
		t.Errorf("a scan asks %d times whether to go on", cancelled)
	}
}
