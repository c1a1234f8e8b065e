package cache

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func write(t *testing.T, path string, age time.Duration) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	old(t, path, age)
}

func old(t *testing.T, path string, age time.Duration) {
	t.Helper()
	when := time.Now().Add(-age)
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}

// filesIn lists the files below a directory.
func filesIn(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPrune(t *testing.T) {
	const day = 24 * time.Hour
	top := t.TempDir()
	d := Open(top, "this")
	stale, fresh := Open(top, "stale"), Open(top, "fresh")
	table := tableName(key)
	write(t, filepath.Join(stale.path, namesFile), day)
	write(t, filepath.Join(stale.path, table), day)
	write(t, filepath.Join(stale.path, tempPrefix+"1"), day)
	write(t, filepath.Join(fresh.path, namesFile), 200*day)
	mixed := Open(top, "mixed")
	write(t, filepath.Join(mixed.path, namesFile), day)
	write(t, filepath.Join(mixed.path, "somebody else's"), day)
	foreign := filepath.Join(top, "history", "notes")
	write(t, filepath.Join(foreign, namesFile), day)
	old(t, stale.path, 91*day)
	old(t, fresh.path, 89*day)
	old(t, mixed.path, 91*day)
	old(t, foreign, 91*day)
	write(t, filepath.Join(d.path, namesFile), 0)
	for i := range 7 {
		write(t, filepath.Join(d.path, tableName(NewKey(i))), time.Duration(i)*time.Minute)
	}
	write(t, filepath.Join(d.path, tempPrefix+"running"), time.Minute)
	write(t, filepath.Join(d.path, tempPrefix+"killed"), 2*time.Hour)
	write(t, filepath.Join(d.path, "kept"), 200*day)
	old(t, d.path, 91*day)
	d.Prune()

	want := []string{"kept", namesFile, tempPrefix + "running"}
	for i := range maxTables {
		want = append(want, tableName(NewKey(i)))
	}
	slices.Sort(want)
	if got := filesIn(t, d.path); !slices.Equal(got, want) {
		t.Errorf("of this repository: got %q, want %q", got, want)
	}
	if _, err := os.Stat(stale.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was not used for 91 days is there: %v", err)
	}
	for dir, want := range map[string][]string{fresh.path: {namesFile}, mixed.path: {"somebody else's"}, foreign: {namesFile}} {
		if got := filesIn(t, dir); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", dir, got, want)
		}
	}
	d.Used()
	if info, err := os.Stat(d.path); err != nil || time.Since(info.ModTime()) > day {
		t.Errorf("use was not noted: %v", err)
	}
}

// A write that fails leaves what was there, and nothing else.
func TestSaveFails(t *testing.T) {
	d := Open(t.TempDir(), "r")
	if err := d.SaveNames(t.Context(), func(w io.Writer) error { _, err := io.WriteString(w, "old"); return err }); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := d.SaveNames(t.Context(), func(w io.Writer) error { _, _ = io.WriteString(w, "new"); return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if got := filesIn(t, d.path); !slices.Equal(got, []string{namesFile}) {
		t.Errorf("files: %q", got)
	}
	r, err := d.OpenNames()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if data, err := io.ReadAll(r); err != nil || string(data) != "old" {
		t.Errorf("got %q, %v", data, err)
	}
	if _, err := (&limited{t.Context(), io.Discard, 3}).Write([]byte("four")); !errors.Is(err, errLarge) {
		t.Errorf("past the limit: got %v", err)
	}
}
