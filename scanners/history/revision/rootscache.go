package revision

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Roots are what a cache file holds: a root, and commits whose first parents lead
// to it.
type roots struct {
	root  objects.ID
	leads map[objects.ID]bool
}

const (
	// rootsHead is the first line of the file. The second is a digest of all that
	// follows: the root and the commits, an id a line.
	rootsHead = "launchlint roots 1\n"
	// maxRoots bounds the commits in a file; half of them go when there are more.
	maxRoots = 8192
)

// rootsFile is where what is known of a repository is kept, by the place of its
// git directory; empty without a cache.
func rootsFile(repo *gitdir.Repo, cacheDir string) string {
	if cacheDir == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(repo.Common))
	return filepath.Join(cacheDir, "launchlint", "roots", hex.EncodeToString(sum[:16]))
}

// loadRoots reads a file. One that is not there, or damaged, says nothing.
func loadRoots(path string) *roots {
	r := &roots{leads: make(map[objects.ID]bool)}
	if path == "" {
		return r
	}
	text, err := readBounded(path, (maxRoots+10)*41)
	if err != nil {
		return r
	}
	body, ok := bytes.CutPrefix(text, []byte(rootsHead))
	sum, body, whole := bytes.Cut(body, []byte("\n"))
	if digest := sha256.Sum256(body); !ok || !whole || hex.EncodeToString(digest[:]) != string(sum) {
		return r
	}
	for line := range bytes.Lines(body) {
		id, err := objects.ParseID(string(bytes.TrimSpace(line)))
		if err != nil {
			return &roots{leads: make(map[objects.ID]bool)}
		}
		if len(r.leads) == 0 {
			r.root = id
		}
		r.leads[id] = true
	}
	return r
}

// save keeps that the commits lead to the root, beside what was known of the same
// root. It is best effort: without it the next run takes longer.
func (r *roots) save(path string, root objects.ID, commits []objects.ID) {
	if path == "" {
		return
	}
	if r.root != root {
		r.root, r.leads = root, map[objects.ID]bool{}
	}
	for _, id := range commits {
		r.leads[id] = true
	}
	delete(r.leads, root)
	ids := slices.SortedFunc(maps.Keys(r.leads), objects.ID.Compare)
	for len(ids) > maxRoots {
		for i := range len(ids) / 2 { // of ids, which are as good as random, every second
			ids[i] = ids[2*i]
		}
		ids = ids[:len(ids)/2]
	}
	var body bytes.Buffer
	for _, id := range append([]objects.ID{root}, ids...) {
		body.WriteString(id.String() + "\n")
	}
	sum := sha256.Sum256(body.Bytes())
	text := slices.Concat([]byte(rootsHead), []byte(hex.EncodeToString(sum[:])+"\n"), body.Bytes())
	dir := filepath.Dir(path)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, ".roots-*")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}
