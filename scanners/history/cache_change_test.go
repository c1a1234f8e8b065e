package history

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// cacheFiles returns what the cache holds, by path.
func cacheFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// demoRepo has two commits and two secrets.
func demoRepo(t *testing.T) *script.Repo {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "SECRET(one)\n", "b": "text\n", "dir/c": "more text\n"})
	repo.Commit(map[string]string{"a": "SECRET(two)\n", "dir/d": "SECRET(one) SECRET(two)\n"})
	return repo
}

// TestCacheOfOtherRules has a cache that other rules, another key or other limits have
// left: nothing of it counts. What the first ones have left still does.
func TestCacheOfOtherRules(t *testing.T) {
	repo := demoRepo(t)
	o := Options{Cache: t.TempDir()}
	detector := func(key, config string) *secrets.Detector {
		d, err := secrets.New(secrets.Options{Key: []byte(key), Config: &secrets.Config{Name: "x.toml", Data: []byte(config)}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	ways := map[string]func(*Options){
		"the rules":    func(o *Options) { o.Detector = detector("k", demo) },
		"another key":  func(o *Options) { o.Detector = detector("other", demo) },
		"another rule": func(o *Options) { o.Detector = detector("k", strings.ReplaceAll(demo, "SECRET|", "SECRET|MORE|")) },
		"a size":       func(o *Options) { o.Detector, o.MaxBlob = detector("k", demo), 1<<20 },
	}
	for name, set := range ways {
		set(&o)
		if cached := same(t, name, at(repo.Dir), o); cached != 0 {
			t.Errorf("%s: %d blobs came from the cache of others", name, cached)
		}
		o.MaxBlob = 0
	}
	for name, set := range ways {
		set(&o)
		// Of each of the two secrets one blob is read again.
		if cached := same(t, name+" again", at(repo.Dir), o); cached < 2 {
			t.Errorf("%s: %d blobs came from the cache", name, cached)
		}
		o.MaxBlob = 0
	}
}

// TestCacheDamaged puts other bytes into the files: they are ignored and replaced.
func TestCacheDamaged(t *testing.T) {
	repo := demoRepo(t)
	o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
	same(t, "first", at(repo.Dir), o)
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":   func([]byte) []byte { return nil },
		"cut off": func(data []byte) []byte { return data[:len(data)/2] },
		"a bit":   func(data []byte) []byte { data = bytes.Clone(data); data[len(data)*2/3] ^= 4; return data },
		"foreign": func([]byte) []byte { return []byte("#!/bin/sh\necho hello\n") },
		"older":   func(data []byte) []byte { return bytes.Replace(data, []byte("\x01"), []byte("\x00"), 1) },
	} {
		whole := cacheFiles(t, o.Cache)
		if len(whole) != 2 {
			t.Fatalf("%d files", len(whole))
		}
		for path, data := range whole {
			if err := os.WriteFile(path, spoil(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if cached := same(t, name, at(repo.Dir), o); cached != 0 {
			t.Errorf("%s: %d blobs came from the cache", name, cached)
		}
		if cached := same(t, name+", then", at(repo.Dir), o); cached == 0 {
			t.Errorf("%s: it was not replaced", name)
		}
	}
}

// TestCacheInterrupted stops scans at every phase: the cache is as it was.
func TestCacheInterrupted(t *testing.T) {
	repo := demoRepo(t)
	o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
	same(t, "first", at(repo.Dir), o)
	before := cacheFiles(t, o.Cache)
	repo.Commit(map[string]string{"new": "SECRET(three)\n"})
	for _, phase := range []string{"scan", "attribute"} {
		ctx, cancel := context.WithCancel(t.Context())
		r := &stopper{newRecorder(), phase, cancel}
		if err := New(o).Scan(ctx, at(repo.Dir), r); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", phase, err)
		}
		if phase == "attribute" {
			continue // all was looked at by then, and may be kept
		}
		for path, data := range cacheFiles(t, o.Cache) {
			if !bytes.Equal(before[path], data) {
				t.Errorf("%s: %s has changed", phase, path)
			}
		}
	}
	same(t, "then", at(repo.Dir), o)
}

// TestCacheTogether scans at the same time with one cache.
func TestCacheTogether(t *testing.T) {
	repo := demoRepo(t)
	o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 3 {
				if err := New(o).Scan(t.Context(), at(repo.Dir), newRecorder()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if cached := same(t, "then", at(repo.Dir), o); cached == 0 {
		t.Error("nothing came from the cache")
	}
	for path := range cacheFiles(t, o.Cache) {
		if strings.HasPrefix(filepath.Base(path), ".") {
			t.Errorf("left behind: %s", path)
		}
	}
}

// TestCacheNotWritable has a directory that cannot be one: that is told, and no more.
func TestCacheNotWritable(t *testing.T) {
	repo := demoRepo(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := scan(t, repo.Dir, Options{Cache: filepath.Join(file, "cache")})
	wantEqual(t, "notices", r.said(), "cache")
	for _, n := range r.notices {
		if strings.Contains(n.Message, file) {
			t.Errorf("%q names a directory of this machine", n.Message)
		}
	}
	if len(r.findings) == 0 {
		t.Error("nothing was found")
	}
}

// TestCacheOfLostObjects loses, or damages, what was scanned before.
func TestCacheOfLostObjects(t *testing.T) {
	for _, what := range []string{"HEAD:a", "HEAD:b", "HEAD:dir", "HEAD^{tree}", "HEAD~1", "HEAD~1:a", "HEAD~1:dir"} {
		repo := demoRepo(t)
		o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
		same(t, "first", at(repo.Dir), o)
		remove(t, objectFile(repo, what))
		same(t, what+" is missing", at(repo.Dir), o)
		same(t, what+" is missing still", at(repo.Dir), o)
	}
	// The smallest blob that holds a secret is read again. When it is damaged that is
	// told, and another one is read for the secret.
	repo := demoRepo(t)
	o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
	same(t, "first", at(repo.Dir), o)
	damage(t, objectFile(repo, "HEAD:a"))
	same(t, "a damaged one", at(repo.Dir), o)
	r := scan(t, repo.Dir, o)
	if !r.raw["two"] || !r.raw["one"] {
		t.Errorf("concealed: %v", r.raw)
	}
	// A commit that is damaged is not seen, until it is read for another reason.
	repo = demoRepo(t)
	same(t, "first", at(repo.Dir), o)
	damage(t, objectFile(repo, "HEAD~1"))
	wantEqual(t, "notices", scan(t, repo.Dir, o).said(), "cached")
	o.Detector = defaultDetector(t)
	same(t, "other rules, which read it", at(repo.Dir), o)
}

// TestCacheIsLeftAlone scans what has not changed: nothing is written.
func TestCacheIsLeftAlone(t *testing.T) {
	repo := demoRepo(t)
	repo.Git("tag", "-a", "-m", "SECRET(three)", "v1")
	repo.Commit(map[string]string{"SECRET(four)": "x\n"})
	o := Options{Cache: t.TempDir(), Detector: demoDetector(t)}
	same(t, "first", at(repo.Dir), o)
	before := make(map[string]os.FileInfo)
	for path := range cacheFiles(t, o.Cache) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		before[path] = info
	}
	for range 3 {
		for _, narrow := range []bool{false, true} {
			target := at(repo.Dir)
			if narrow {
				target.Dir = filepath.Join(repo.Dir, "dir")
			}
			o.Narrow = narrow
			scanTarget(t, target, o)
		}
	}
	for path, info := range before {
		if now, err := os.Stat(path); err != nil || !os.SameFile(info, now) || !now.ModTime().Equal(info.ModTime()) {
			t.Errorf("%s was written", path)
		}
	}
}

// TestCacheOfAPart scans a part of a history, which does not know of every secret: no
// name is written, and nothing that somebody wrote. What it looked at is known all the
// same.
func TestCacheOfAPart(t *testing.T) {
	repo := script.New(t)
	value := token(1)[10:30] // known as a secret where it stands behind a name
	repo.Commit(map[string]string{"a": "api_" + "key = \"" + value + "\"\n"})
	repo.Commit(map[string]string{"a": ""})
	repo.Commit(map[string]string{
		"n/" + value: "x\n", "b": "y\n", "c": "z\n",
		"d": token(2) + " # launchlint:ignore secret/github-pat not " + value + "\n",
	})
	o := Options{Cache: t.TempDir(), Detector: defaultDetector(t), Range: "HEAD~1.."}
	same(t, "a range", at(repo.Dir), o)
	for path, data := range cacheFiles(t, o.Cache) {
		if bytes.Contains(data, []byte(value)) {
			t.Errorf("%s holds a secret", path)
		}
	}
	if cached := same(t, "a range again", at(repo.Dir), o); cached == 0 {
		t.Error("nothing came from the cache")
	}
	o.Range = ""
	if cached := same(t, "all", at(repo.Dir), o); cached == 0 {
		t.Error("nothing came from the cache of the range")
	}
	for path, data := range cacheFiles(t, o.Cache) {
		if bytes.Contains(data, []byte(value)) {
			t.Errorf("%s holds a secret", path)
		}
	}
	o.Range = "HEAD~1.."
	same(t, "a range at last", at(repo.Dir), o)
}
