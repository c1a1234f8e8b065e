package names_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// TestSnapshotWithout hides names: no object that has one is in the file, and a scan
// that begins with it reads those again and comes to the same.
func TestSnapshotWithout(t *testing.T) {
	s := newSandbox(t)
	s.grow(40, 1)
	whole := scanFrom(t, s, names.Options{}, nil)
	all := snapshotOf(t, whole)
	person, word := whole.People[0], ""
	for _, e := range whole.Entries(whole.Commits[0].Tree) {
		word = whole.Name(e.Name)
	}
	for name, hidden := range map[string]func(string) bool{
		"nothing":  func(string) bool { return false },
		"a person": func(text string) bool { return text == person.Name },
		"a file":   func(text string) bool { return text == word },
		"all":      func(string) bool { return true },
	} {
		n := scanFrom(t, s, names.Options{}, nil)
		if name != "all" && n.Unstored(hidden) == 0 || n.Unstored(nil) != n.Counts.Commits+n.Counts.Trees+n.Counts.Tags {
			t.Errorf("%s: a first snapshot would hold %d and %d new objects", name, n.Unstored(hidden), n.Unstored(nil))
		}
		var b bytes.Buffer
		if err := n.SnapshotWithout(&b, hidden); err != nil {
			t.Fatal(err)
		}
		for text, is := range map[string]bool{person.Name: hidden(person.Name), word: hidden(word)} {
			if is && bytes.Contains(b.Bytes(), []byte(text)) {
				t.Errorf("%s: %q is in the file", name, text)
			}
		}
		known := scanFrom(t, s, names.Options{}, b.Bytes())
		compareShown(t, name, showAll(known), showAll(whole))
		if known.Unstored(hidden) != 0 {
			t.Errorf("%s: a new snapshot would hold %d new objects", name, known.Unstored(hidden))
		}
		if again := known.Unstored(nil); (again == 0) != (name == "nothing") {
			t.Errorf("%s: with nothing hidden it would hold %d new objects", name, again)
		}
		if name == "nothing" && !bytes.Equal(b.Bytes(), all) {
			t.Error("hiding nothing changes the file")
		}
		s.grow(1, 2)
		if grown := scanFrom(t, s, names.Options{}, b.Bytes()); grown.Unstored(hidden) == 0 && name != "all" {
			t.Errorf("%s: nothing is new after a commit", name)
		}
		whole = scanFrom(t, s, names.Options{}, nil)
		all = snapshotOf(t, whole)
	}
}

// TestLost counts what a snapshot has and the repository has not any more.
func TestLost(t *testing.T) {
	s := newSandbox(t)
	s.grow(10, 1)
	snapshot := snapshotOf(t, scanFrom(t, s, names.Options{}, nil))
	n := scanFrom(t, s, names.Options{}, snapshot)
	if got := n.Lost(func(uint32) bool { return true }); got != 0 {
		t.Errorf("%d lost in a whole repository", got)
	}
	number, ok := n.Number(n.Commits[3].ID)
	if !ok {
		t.Fatal("a commit has no number")
	}
	if got := n.Lost(func(have uint32) bool { return have != number }); got != 1 {
		t.Errorf("%d lost, want the one commit", got)
	}
	if got := n.Lost(func(have uint32) bool { return !n.IsBlob(have) }); got != 0 {
		t.Errorf("%d lost when only blobs are", got)
	}
}

// TestPlaces holds paths in numbers to paths.
func TestPlaces(t *testing.T) {
	s := newSandbox(t)
	s.grow(40, 1)
	n := scanFrom(t, s, names.Options{}, nil)
	for number := range n.Blobs() {
		var paths []string
		for dir, name := range n.Places(number) {
			path := n.Path(dir, name)
			paths = append(paths, path)
			parts := []string{n.Name(name)}
			for dir != 0 {
				parent, name := n.Directory(dir)
				if parent >= dir || int(dir) >= n.Directories() || int(name) >= n.Words() {
					t.Fatalf("directory %d in %d", dir, parent)
				}
				parts = append(parts, n.Name(name))
				dir = parent
			}
			slices.Reverse(parts)
			if strings.Join(parts, "/") != path {
				t.Errorf("%q is %q", path, parts)
			}
		}
		if all := slices.Collect(n.AllPaths(number)); !slices.Equal(paths, all) || !n.Whole(number) {
			t.Errorf("got %q, want %q", paths, all)
		}
	}
}

// TestTags lists the tags that roots lead through.
func TestTags(t *testing.T) {
	s := newSandbox(t)
	s.grow(5, 1)
	for _, ref := range strings.Fields(s.git("for-each-ref", "--format=%(refname)", "refs/tags")) {
		s.git("update-ref", "-d", ref)
	}
	s.git("tag", "-a", "-m", "one", "one", "main")
	s.git("tag", "-a", "-m", "two", "two", "one")
	s.git("tag", "-a", "-m", "three", "three", "one")
	s.git("tag", "light", "main")
	s.git("update-ref", "refs/tags/copy", s.git("rev-parse", "two"))
	var want, got []string
	for _, name := range []string{"one", "two", "three"} {
		want = append(want, s.git("rev-parse", name))
	}
	for id := range scanFrom(t, s, names.Options{}, nil).Tags() {
		got = append(got, id.String())
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
