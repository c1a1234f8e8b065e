package names_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

type (
	id    = objects.ID
	files = memrepo.Files
)

func walk(t testing.TB, r *memrepo.Repo, o names.Options, roots ...id) *names.Names {
	t.Helper()
	var list []names.Root
	for i, root := range roots {
		list = append(list, names.Root{Name: fmt.Sprintf("refs/heads/%d", i), ID: root})
	}
	n, err := names.Walk(context.Background(), func() names.Reader { return r }, list, o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// show prints a walk so that two of the same repository can be compared.
func show(n *names.Names) string {
	var b strings.Builder
	for i, c := range n.Commits {
		who := n.People[c.Author]
		fmt.Fprintf(&b, "commit %s %v %d %s <%s>\n", c.ID, c.Parents, c.Time, who.Name, who.Email)
		if index, ok := n.CommitIndex(c.ID); !ok || int(index) != i {
			fmt.Fprintf(&b, "  has index %d\n", index)
		}
	}
	var blobs []string
	for number := range n.Blobs() {
		paths, more, whole := n.Paths(number, 3)
		blobs = append(blobs, fmt.Sprintf("blob %s %q %d %t\n", n.ID(number), paths, more, whole))
	}
	slices.Sort(blobs)
	b.WriteString(strings.Join(blobs, ""))
	fmt.Fprintf(&b, "%+v\n%v\n%q\n", n.Counts, n.Faults, n.Gitlinks)
	return b.String()
}

func paths(n *names.Names, blob id) string {
	number, ok := n.Number(blob)
	if !ok || !n.IsBlob(number) {
		return "not met"
	}
	list, more, whole := n.Paths(number, 100)
	return fmt.Sprintf("%s +%d %t", strings.Join(list, " "), more, whole)
}

func wantPaths(t *testing.T, n *names.Names, blob id, want string) {
	t.Helper()
	if got := paths(n, blob); got != want {
		t.Errorf("paths of %s are %q, want %q", blob, got, want)
	}
}

func TestPaths(t *testing.T) {
	r := memrepo.New()
	a, b := r.Put(objects.Blob, "a"), r.Put(objects.Blob, "b")
	c1 := r.Commit(memrepo.Commit{Files: files{"x": "a", "dir/y": "a", "dir/sub/z": "b"}})
	c2 := r.Commit(memrepo.Commit{Files: files{"x2": "a", "dir2/y": "a", "dir/sub/z": "b"}, Parents: []id{c1}})
	n := walk(t, r, names.Options{}, c2)
	wantPaths(t, n, a, "x2 dir2/y x dir/y +0 true")
	wantPaths(t, n, b, "dir/sub/z +0 true")
	if n.Commits[0].ID != c2 || n.Commits[1].ID != c1 || !slices.Equal(n.Commits[0].Parents, []int32{1}) {
		t.Errorf("commits are %+v", n.Commits)
	}
	if n.Counts.Incomplete() {
		t.Errorf("counts %+v", n.Counts)
	}
}

func TestRoots(t *testing.T) {
	r := memrepo.New()
	blob := r.Put(objects.Blob, "only tagged")
	tree := r.Tree(files{"in/tree": "t"})
	c := r.Commit(memrepo.Commit{Files: files{"f": "x"}})
	other := r.Commit(memrepo.Commit{Files: files{"g": "y"}})
	nested := r.Tag(r.Tag(r.Tag(other, objects.Commit, "1"), objects.Tag, "2"), objects.Tag, "3")
	n := walk(t, r, names.Options{}, c, r.Tag(blob, objects.Blob, "b"), tree, nested)
	wantPaths(t, n, blob, " +0 true")
	wantPaths(t, n, r.Put(objects.Blob, "t"), "in/tree +0 true")
	wantPaths(t, n, r.Put(objects.Blob, "y"), "g +0 true")
	if len(n.Commits) != 2 || n.Counts.Tags != 4 {
		t.Errorf("%d commits, %d tags", len(n.Commits), n.Counts.Tags)
	}
	if r := n.Roots[3]; r.Kind != objects.Tag || n.Commits[r.Commit].ID != other {
		t.Errorf("the nested tag leads to %+v", r)
	}
	if r := n.Roots[1]; r.Commit != -1 || r.Tree != names.NoObject {
		t.Errorf("the tag of a blob leads to %+v", r)
	}
}

func TestFaults(t *testing.T) {
	r := memrepo.New()
	gone, lost, promised := id{1}, id{2}, id{3}
	r.Errors[lost] = fmt.Errorf("damaged: %w", objects.ErrCorrupt)
	r.Errors[promised] = fmt.Errorf("read: %w", objects.ErrPromised)
	good := r.Put(objects.Blob, "good")
	blob := r.Put(objects.Blob, "named as a tree")
	cut := r.Put(objects.Tree, "100644 kept\x00"+string(good[:])+"100644 cut")
	tree := r.RawTree(
		memrepo.Entry{Mode: "40000", Name: "blob", ID: blob}, memrepo.Entry{Mode: "40000", Name: "cut", ID: cut},
		memrepo.Entry{Mode: "40000", Name: "gone", ID: gone}, memrepo.Entry{Mode: "40000", Name: "lost", ID: lost},
		memrepo.Entry{Mode: "40000", Name: "promised", ID: promised}, memrepo.Entry{Mode: "160000", Name: "module", ID: id{9}},
		memrepo.Entry{Mode: "100600", Name: "..", ID: good},
	)
	c := r.Commit(memrepo.Commit{Tree: tree, Parents: []id{gone, lost}})
	bare := r.Put(objects.Commit, "author nobody\n\nno tree")
	n := walk(t, r, names.Options{}, c, bare, id{7})
	wantPaths(t, n, good, ".. cut/kept +0 true")
	wantPaths(t, n, blob, "blob +0 true")
	want := [names.Reasons]int{names.Missing: 2, names.Promised: 1, names.Damaged: 1, names.Malformed: 2, names.Mismatched: 1}
	if n.Counts.Unreadable != want {
		t.Errorf("unreadable %v, want %v", n.Counts.Unreadable, want)
	}
	if !n.Counts.Incomplete() || n.Counts.Gitlinks != 1 || n.Counts.OddModes != 1 || n.Counts.OddNames != 1 || n.Counts.OddIdents != 1 {
		t.Errorf("counts %+v", n.Counts)
	}
	for _, part := range []string{
		"object 0700000000000000000000000000000000000000 is missing (named by refs/heads/2)",
		"commit 0100000000000000000000000000000000000000 is missing (named by commit " + c.String(),
		"tree " + cut.String() + " is malformed (named by cut)",
		"tree " + blob.String() + " is mismatched (named by blob)",
	} {
		if !strings.Contains(fmt.Sprint(n.Faults), part) {
			t.Errorf("no fault says %q in\n%v", part, n.Faults)
		}
	}
}

func TestImplicitEmptyTree(t *testing.T) {
	empty, _ := objects.ParseID("4b825dc642cb6eb9a060e54bf8d69288fbee4904")
	r := memrepo.New()
	n := walk(t, r, names.Options{}, r.Commit(memrepo.Commit{Tree: empty}))
	if n.Counts.Incomplete() || n.Counts.Trees != 1 {
		t.Errorf("%+v", n.Counts)
	}
}

func TestShallow(t *testing.T) {
	r := memrepo.New()
	c := r.Commit(memrepo.Commit{Files: files{"f": "x"}, Parents: []id{{1}}})
	if n := walk(t, r, names.Options{Shallow: []id{c}}, c); n.Counts.Incomplete() || n.Counts.ShallowCommits != 1 {
		t.Errorf("%+v", n.Counts)
	}
	if n := walk(t, r, names.Options{}, c); n.Counts.Unreadable[names.Missing] != 1 {
		t.Errorf("%+v", n.Counts)
	}
}

// bomb makes a file at width^depth paths.
func bomb(r *memrepo.Repo, width, depth int) (commit, blob id) {
	blob = r.Put(objects.Blob, "at very many paths")
	mode, at := "100644", blob
	for range depth {
		var entries []memrepo.Entry
		for i := range width {
			entries = append(entries, memrepo.Entry{Mode: mode, Name: fmt.Sprint("n", i), ID: at})
		}
		mode, at = "40000", r.RawTree(entries...)
	}
	return r.Commit(memrepo.Commit{Tree: at}), blob
}

func TestTreeBomb(t *testing.T) {
	r := memrepo.New()
	commit, blob := bomb(r, 10, 10)
	n := walk(t, r, names.Options{}, commit)
	number, _ := n.Number(blob)
	if list, more, whole := n.Paths(number, 64); len(list) != 64 || more == 0 || whole {
		t.Errorf("%d paths, %d more, whole %t", len(list), more, whole)
	}
	if n.Counts.CutTrees == 0 || n.Counts.Expansions > 10_000 || n.Counts.Incomplete() {
		t.Errorf("%+v", n.Counts)
	}
}

func TestDepthAndLength(t *testing.T) {
	r := memrepo.New()
	deep := files{strings.Repeat("d/", 5000) + "f": "deep"}
	long := files{strings.Repeat("n", 70_000) + "/f": "long"}
	n := walk(t, r, names.Options{}, r.Commit(memrepo.Commit{Files: deep}), r.Commit(memrepo.Commit{Files: long}))
	wantPaths(t, n, r.Put(objects.Blob, "deep"), " +0 false")
	wantPaths(t, n, r.Put(objects.Blob, "long"), " +0 false")
	if n.Counts.CutDepth != 1 || n.Counts.CutPaths != 1 {
		t.Errorf("%+v", n.Counts)
	}
}

func TestManyPathsOfOneBlob(t *testing.T) {
	r := memrepo.New()
	all := files{}
	for i := range 3000 {
		all[fmt.Sprintf("d%d/empty%d", i%70, i)] = ""
	}
	c1 := r.Commit(memrepo.Commit{Files: all})
	all["one/more"] = ""
	n := walk(t, r, names.Options{}, r.Commit(memrepo.Commit{Files: all, Parents: []id{c1}}))
	number, _ := n.Number(r.Put(objects.Blob, ""))
	if list, more, whole := n.Paths(number, 64); len(list) != 64 || more != 3001-64 || !whole {
		t.Errorf("%d paths, %d more, whole %t", len(list), more, whole)
	}
	small := walk(t, r, names.Options{Limits: names.Limits{KnownPaths: 100}}, n.Commits[0].ID)
	if list, more, whole := small.Paths(must(small.Number(r.Put(objects.Blob, ""))), 64); len(list)+more > 101 || whole || small.Counts.CutKnown == 0 {
		t.Errorf("%d paths, %d more, whole %t, %+v", len(list), more, whole, small.Counts)
	}
}

func must(number uint32, ok bool) uint32 {
	if !ok {
		panic("not met")
	}
	return number
}

// TestSameEachTime proves that nothing depends on which worker was first.
func TestSameEachTime(t *testing.T) {
	r := memrepo.New()
	tips := grow(r, 300, 40)
	want := show(walk(t, r, names.Options{}, tips...))
	for _, workers := range []int{2, 8} {
		for range 5 {
			if got := show(walk(t, r, names.Options{Workers: workers}, tips...)); got != want {
				t.Fatalf("with %d workers\n%s\nwant\n%s", workers, got, want)
			}
		}
	}
}

// grow makes a history with branches and merges, and returns its tips.
func grow(r *memrepo.Repo, commits, fileCount int) []id {
	all := files{}
	tips := []id{r.Commit(memrepo.Commit{Files: files{"README": ""}})}
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range commits {
		all[fmt.Sprintf("dir%d/sub%d/file%d", next(5), next(7), next(fileCount))] = fmt.Sprint("text ", next(commits))
		c := memrepo.Commit{Files: all, Parents: []id{tips[next(len(tips))]}, Author: fmt.Sprintf("A%d <a%d@example.com>", next(9), next(4))}
		switch at := next(len(tips)); {
		case i%17 == 3:
			tips = append(tips, r.Commit(c))
		case i%11 == 5 && len(tips) > 1:
			c.Parents = tips[:2:2]
			tips = append([]id{r.Commit(c)}, tips[2:]...)
		default:
			c.Parents = []id{tips[at]}
			tips[at] = r.Commit(c)
		}
	}
	return tips
}

func TestCancel(t *testing.T) {
	r := memrepo.New()
	tips := grow(r, 50, 10)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := names.Walk(ctx, func() names.Reader { return r }, []names.Root{{Name: "HEAD", ID: tips[0]}}, names.Options{Workers: 2}); err == nil {
		t.Error("no error of a walk that was cancelled")
	}
}

func TestReverts(t *testing.T) {
	r := memrepo.New()
	c1 := r.Commit(memrepo.Commit{Files: files{"f": "1"}})
	c2 := r.Commit(memrepo.Commit{Files: files{}, Parents: []id{c1}, Message: "Revert \"x\"\n\nThis reverts commit " + c1.String() + ".\n"})
	c3 := r.Commit(memrepo.Commit{Files: files{}, Parents: []id{c2}, Message: "This reverts commit " + strings.Repeat("0", 40) + ".\n"})
	n := walk(t, r, names.Options{}, c3)
	if n.Commits[1].Reverts != 2 || n.Commits[0].Reverts != -1 || n.Commits[2].Reverts != -1 {
		t.Errorf("reverts %d, %d, %d", n.Commits[0].Reverts, n.Commits[1].Reverts, n.Commits[2].Reverts)
	}
}

func TestIsLFSPointer(t *testing.T) {
	pointer := "version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("0", 64) + "\nsize 12345\n"
	if !names.IsLFSPointer([]byte(pointer)) || names.IsLFSPointer([]byte(pointer+strings.Repeat(" ", 2000))) || names.IsLFSPointer([]byte("x"+pointer)) {
		t.Error("pointers are not told from other files")
	}
}

// FuzzWalk walks repositories whose objects are any bytes.
func FuzzWalk(f *testing.F) {
	f.Add("100644 a\x00", "author A <a@example.com> 1 +0000\n\nmessage", uint8(3))
	f.Add("40000 \x00", "parent x\ntree y", uint8(0))
	f.Fuzz(func(t *testing.T, tree, header string, bits uint8) {
		r := memrepo.New()
		blob := r.Put(objects.Blob, "text")
		first := r.Put(objects.Tree, tree+string(blob[:])+tree)
		second := r.Put(objects.Tree, "40000 d\x00"+string(first[:])+tree+string(first[:]))
		roots := []id{r.Put(objects.Commit, "tree "+second.String()+"\n"+header), r.Put(objects.Commit, header), r.Put(objects.Tag, header)}
		roots = append(roots, r.Commit(memrepo.Commit{Tree: first, Parents: roots[:1]}), second, first)
		o := names.Options{Limits: names.Limits{Depth: int(bits & 7), Directories: int(bits >> 3), Path: 100}}
		n := walk(t, r, o, roots...)
		if again := walk(t, r, o, roots...); show(n) != show(again) {
			t.Fatalf("two walks differ:\n%s\n%s", show(n), show(again))
		}
	})
}

func BenchmarkWalk(b *testing.B) {
	r := memrepo.New()
	tips := grow(r, 3000, 400)
	for b.Loop() {
		walk(b, r, names.Options{Workers: 2}, tips...)
	}
}
