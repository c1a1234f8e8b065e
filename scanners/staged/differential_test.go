package staged

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/staged/internal/linediff"
)

// TestAgainstGitDiff makes random changes and holds what the scan takes for added
// to what git diff says: the same files, and in each as many lines. Which ones may
// differ where several ways are equally short; package linediff's tests hold them
// to be a right way.
func TestAgainstGitDiff(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := newSandbox(t)
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	files := make(map[string]string)
	for round := range rounds {
		for range 1 + r.IntN(12) {
			s.mutate(r, files)
		}
		s.git("add", "-A")
		if round%2 == 0 {
			s.git("write-tree") // makes all cached trees valid; else some are
		}
		want := s.numstat()
		if got := s.addedLines(t, "", round%2 == 0); !maps.Equal(got, want) {
			t.Fatalf("round %d: added lines\n got %v\nwant %v", round, got, want)
		}
		bare := filepath.Join(s.dir, ".git/without-trees")
		list := s.git("ls-files", "--stage", "-z")
		s.env = []string{"GIT_INDEX_FILE=" + bare}
		s.gitIn(list, "update-index", "-z", "--index-info")
		s.env = nil
		if got := s.addedLines(t, bare, false); !maps.Equal(got, want) {
			t.Fatalf("round %d, without cached trees: added lines\n got %v\nwant %v", round, got, want)
		}
		s.remove(bare)
		if r.IntN(3) == 0 {
			s.git("commit", "-q", "--allow-empty", "-m", "x")
			if r.IntN(2) == 0 {
				s.git("repack", "-adq")
			}
		}
	}
}

// mutate changes the files on the disk.
func (s *sandbox) mutate(r *rand.Rand, files map[string]string) {
	s.t.Helper()
	line := func() string { return fmt.Sprintln("word", r.IntN(12)) }
	names := slices.Sorted(maps.Keys(files))
	path := fmt.Sprintf("%c/%c/%d", 'a'+rune(r.IntN(4)), 'a'+rune(r.IntN(4)), r.IntN(3))
	if r.IntN(3) == 0 {
		path = fmt.Sprintf("%c-%d", 'a'+rune(r.IntN(4)), r.IntN(3)) // sorts between a and a/
	}
	if len(names) > 0 && r.IntN(2) == 0 {
		path = names[r.IntN(len(names))]
	}
	lines := slices.Collect(strings.Lines(files[path]))
	switch r.IntN(8) {
	case 0:
		if _, ok := files[path]; ok {
			s.remove(filepath.Join(s.dir, path))
			delete(files, path)
		}
		return
	case 1:
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	default:
		for range 1 + r.IntN(6) {
			at := r.IntN(len(lines) + 1)
			if at < len(lines) && r.IntN(2) == 0 {
				lines = slices.Delete(lines, at, at+1)
			} else {
				lines = slices.Insert(lines, at, line())
			}
		}
	}
	files[path] = strings.Join(lines, "")
	s.write(path, files[path])
}

// numstat returns how many lines git says are added to each file.
func (s *sandbox) numstat() map[string]int {
	s.t.Helper()
	head := "HEAD"
	if _, err := os.Stat(filepath.Join(s.dir, ".git/refs/heads/main")); err != nil {
		head = "4b825dc642cb6eb9a060e54bf8d69288fbee4904" // the empty tree
	}
	want := make(map[string]int)
	for record := range strings.SplitSeq(strings.TrimSuffix(s.git("diff-index", "--cached", "--numstat", "--minimal", "--no-renames", "-z", head), "\x00"), "\x00") {
		if fields := strings.SplitN(record, "\t", 3); len(fields) == 3 {
			n, err := strconv.Atoi(fields[0])
			if err != nil {
				s.t.Fatal(err)
			}
			if n > 0 {
				want[fields[2]] = n
			}
		}
	}
	return want
}

// addedLines returns the same of the comparison. With needCache it fails unless
// the index has cached trees.
func (s *sandbox) addedLines(t *testing.T, file string, needCache bool) map[string]int {
	t.Helper()
	repo, err := gitdir.Open(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	index := s.read(file)
	if needCache && len(index.trees) == 0 {
		t.Fatal("the index has no cached trees: nothing is shown about them")
	}
	run := &scan{store: store}
	tree, err := run.headTree(repo)
	if err != nil {
		t.Fatal(err)
	}
	reader := store.Reader()
	fail := func(path string, err error) { t.Fatalf("%s: %v", path, err) }
	c := comparison{index: index, unread: fail, unknown: fail, read: func(id objects.ID) ([]byte, error) { return readAs(reader, id, objects.Tree) }}
	d, err := c.run(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]int)
	w := worker{scan: run, reader: reader, older: store.Reader()}
	for _, change := range d.changes {
		data, err := readAs(reader, change.id, objects.Blob)
		if err != nil {
			t.Fatal(err)
		}
		if n := countSpans(data, w.added(change, data)); n > 0 {
			got[change.path] = n
		}
	}
	return got
}

func countSpans(data []byte, spans []linediff.Span) (lines int) {
	for _, span := range spans {
		lines += bytes.Count(data[span.Start:min(span.End, len(data))], []byte("\n"))
	}
	return lines
}
