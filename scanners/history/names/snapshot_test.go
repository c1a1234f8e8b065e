package names_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// scanFrom scans a sandbox from a snapshot, which may be nil.
func scanFrom(t testing.TB, s *sandbox, o names.Options, snapshot []byte) *names.Names {
	t.Helper()
	store, roots := s.open()
	o.Shallow = store.Facts().Shallow
	if snapshot != nil {
		o.Known = readSnapshot(t, snapshot)
	}
	n, err := names.Scan(t.Context(), store, roots, o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readSnapshot(t testing.TB, data []byte) *names.Snapshot {
	t.Helper()
	k, err := names.ReadSnapshot(bytes.NewReader(data), 0)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func snapshotOf(t testing.TB, n *names.Names) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := n.Snapshot(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSnapshotUnchanged starts from a snapshot of the very same repository.
func TestSnapshotUnchanged(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.grow(60, 1)
			shape(s)
			first := scanFrom(t, s, names.Options{Workers: 2}, nil)
			snapshot := snapshotOf(t, first)
			for limits, o := range map[string]names.Options{
				"default":     {},
				"entries":     {Limits: names.Limits{Entries: 2}},
				"expansions":  {Limits: names.Limits{Expansions: 40, Path: 12}},
				"directories": {Limits: names.Limits{Directories: 1, Depth: 1}},
			} {
				fresh, known := scanFrom(t, s, o, nil), scanFrom(t, s, o, snapshot)
				compareShown(t, limits, showAll(known), showAll(fresh))
				if !bytes.Equal(snapshotOf(t, fresh), snapshotOf(t, known)) {
					t.Errorf("%s: other bytes from a scan that began with a snapshot", limits)
				}
				if !first.Counts.Incomplete() && limits == "default" && len(store(s).Shallow) == 0 && known.Fresh != 0 {
					t.Errorf("%d objects are new in a repository that has not changed", known.Fresh)
				}
			}
		})
	}
}

func store(s *sandbox) objects.Facts {
	store, _ := s.open()
	return store.Facts()
}

// TestSnapshotGrown starts from the snapshot of an older state.
func TestSnapshotGrown(t *testing.T) {
	for name, change := range map[string]func(s *sandbox){
		"more commits":        func(s *sandbox) { s.grow(10, 2) },
		"more commits, loose": func(s *sandbox) { s.grow(10, 2); s.loosen() },
		"very many commits": func(s *sandbox) {
			s.grow(500, 2)
			s.git("update-ref", "refs/heads/main", s.git("rev-parse", "main~50"))
			s.git("update-ref", "-d", "refs/tags/v2")
		},
		"branches deleted": func(s *sandbox) {
			for _, ref := range strings.Fields(s.git("for-each-ref", "--format=%(refname)", "refs/heads/branch*", "refs/tags")) {
				s.git("update-ref", "-d", ref)
			}
			s.git("update-ref", "refs/heads/main", s.git("rev-parse", "main~20"))
		},
		"rewritten": func(s *sandbox) {
			for _, ref := range strings.Fields(s.git("for-each-ref", "--format=%(refname)")) {
				s.git("update-ref", "-d", ref)
			}
			s.grow(70, 3)
			s.git("reflog", "expire", "--expire=now", "--all")
			s.git("repack", "-adfq")
			s.git("prune", "--expire=now")
		},
		"repacked": func(s *sandbox) { s.grow(5, 2); s.git("repack", "-adfq") },
		"made shallow": func(s *sandbox) {
			s.grow(5, 2)
			s.clone("--depth=4", "--no-single-branch")
		},
		"lost": func(s *sandbox) {
			s.grow(5, 2)
			s.packAll(s.git("rev-parse", "main:dir1"), s.git("rev-parse", "main~2"))
		},
		"named": shapes["odd"],
		"all gone": func(s *sandbox) {
			for _, ref := range strings.Fields(s.git("for-each-ref", "--format=%(refname)")) {
				s.git("update-ref", "-d", ref)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.grow(60, 1)
			s.git("repack", "-adfq")
			before := scanFrom(t, s, names.Options{}, nil)
			snapshot := snapshotOf(t, before)
			change(s)
			fresh := scanFrom(t, s, names.Options{Workers: 3}, nil)
			known := scanFrom(t, s, names.Options{Workers: 3}, snapshot)
			compareShown(t, name, showAll(known), showAll(fresh))
			if !bytes.Equal(snapshotOf(t, fresh), snapshotOf(t, known)) {
				t.Error("other bytes from a scan that began with a snapshot")
			}
			if showAll(fresh) == showAll(before) {
				t.Error("nothing has changed: this compares nothing")
			}
			// What was scanned holds what is not reached; what was asked for does not.
			reached := func(c names.Counts) int { return c.Commits + c.Trees + c.Tags }
			if name == "very many commits" && known.Fresh <= reached(known.Counts)-reached(before.Counts) {
				t.Errorf("%d objects were read: the packs were not scanned (%+v, %+v)", known.Fresh, known.Counts, before.Counts)
			}
			if name != "very many commits" && known.Fresh > reached(known.Counts) {
				t.Errorf("%d objects were read of %d: the packs were scanned", known.Fresh, reached(known.Counts))
			}
		})
	}
}

// TestSnapshotHealed proves that what could not be read is tried again.
func TestSnapshotHealed(t *testing.T) {
	sound := newSandbox(t)
	sound.grow(60, 1)
	s := newSandbox(t)
	s.grow(60, 1)
	shapes["missing"](s)
	snapshot := snapshotOf(t, scanFrom(t, s, names.Options{}, nil))
	writeFile(t, s.path("objects/info/alternates"), sound.path("objects")+"\n")
	known := scanFrom(t, s, names.Options{}, snapshot)
	if known.Counts.Incomplete() || known.Fresh == 0 {
		t.Errorf("%d objects are new, counts %+v", known.Fresh, known.Counts)
	}
	compareShown(t, "healed", showAll(known), showAll(scanFrom(t, sound, names.Options{}, nil)))
}

// TestSnapshotDeepened has commits without parents that get them back.
func TestSnapshotDeepened(t *testing.T) {
	s := newSandbox(t)
	s.grow(60, 1)
	s.clone("--depth=4", "--no-single-branch")
	snapshot := snapshotOf(t, scanFrom(t, s, names.Options{}, nil))
	s.git("fetch", "-q", "--unshallow", "origin", "+refs/*:refs/*")
	known := scanFrom(t, s, names.Options{}, snapshot)
	compareShown(t, "deepened", showAll(known), showAll(scanFrom(t, s, names.Options{}, nil)))
	if known.Counts.Commits != 60 {
		t.Errorf("%d commits", known.Counts.Commits)
	}
}

// TestKnown scans from one root, and then from all with what that has read.
func TestKnown(t *testing.T) {
	for _, name := range []string{"one pack", "loose", "missing", "odd", "shallow", "damaged pack", "few trees", "unreachable"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.grow(60, 1)
			shapes[name](s)
			for limits, o := range map[string]names.Options{"default": {}, "entries": {Limits: names.Limits{Entries: 2}}} {
				want := showAll(scanFrom(t, s, o, nil))
				store, roots := s.open()
				o.Shallow = store.Facts().Shallow
				for i := range 3 {
					n, err := names.Scan(t.Context(), store, roots[:len(roots)*i/2], o)
					if err != nil {
						t.Fatal(err)
					}
					if i == 2 {
						compareShown(t, limits, showAll(n), want)
						if name == "one pack" && limits == "default" && n.Fresh != 0 {
							t.Errorf("%d objects were read again", n.Fresh)
						}
					}
					o.Known = n.Known()
				}
			}
		})
	}
}

// TestSnapshotReadsNothing proves that what is known is not read again.
func TestSnapshotReadsNothing(t *testing.T) {
	r := memrepo.New()
	tips := grow(r, 100, 20)
	snapshot := snapshotOf(t, walk(t, r, names.Options{}, tips...))
	want := show(walk(t, r, names.Options{}, tips...))
	empty := memrepo.New()
	known := walk(t, empty, names.Options{Known: readSnapshot(t, snapshot)}, tips...)
	if got := show(known); got != want || known.Fresh != 0 {
		t.Errorf("%d new\n%s\nwant\n%s", known.Fresh, got, want)
	}
}

func TestSnapshotUsedUp(t *testing.T) {
	r := memrepo.New()
	c := r.Commit(memrepo.Commit{Files: files{"f": "x"}})
	k := readSnapshot(t, snapshotOf(t, walk(t, r, names.Options{}, c)))
	roots := []names.Root{{Name: "HEAD", ID: c}}
	open := func() names.Reader { return r }
	if _, err := names.Walk(t.Context(), open, roots, names.Options{Known: k}); err != nil {
		t.Error(err)
	}
	if _, err := names.Walk(t.Context(), open, roots, names.Options{Known: k}); err == nil {
		t.Error("a snapshot was used twice, and is not the same any more")
	}
}

// TestSnapshotDamaged cuts a snapshot at each byte, and changes each.
func TestSnapshotDamaged(t *testing.T) {
	r := memrepo.New()
	data := snapshotOf(t, walk(t, r, names.Options{}, grow(r, 12, 5)...))
	for i := range data {
		if _, err := names.ReadSnapshot(bytes.NewReader(data[:i]), 0); !errors.Is(err, names.ErrSnapshot) {
			t.Errorf("cut at %d: %v", i, err)
		}
		wrong := slices.Clone(data)
		wrong[i] ^= 0x21
		if _, err := names.ReadSnapshot(bytes.NewReader(wrong), 0); !errors.Is(err, names.ErrSnapshot) {
			t.Errorf("changed at %d: %v", i, err)
		}
	}
	if _, err := names.ReadSnapshot(bytes.NewReader(append(slices.Clone(data), 0)), 0); !errors.Is(err, names.ErrSnapshot) {
		t.Errorf("something after it: %v", err)
	}
	if _, err := names.ReadSnapshot(bytes.NewReader(data), 80); !errors.Is(err, names.ErrSnapshot) {
		t.Errorf("over the limit: %v", err)
	}
	broken := fmt.Errorf("disk on fire")
	if _, err := names.ReadSnapshot(&failing{bytes.NewReader(data[:len(data)/2]), broken}, 0); !errors.Is(err, broken) {
		t.Errorf("from a reader that fails: %v", err)
	}
}

// A failing reader ends in an error of its own.
type failing struct {
	r   *bytes.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.r.Len() == 0 {
		return 0, f.err
	}
	return f.r.Read(p)
}
