package atomicfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "r.sarif")
	for _, text := range []string{"a longer first report", "second", ""} {
		if err := Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("read %q, %v; want %q", got, err, text)
		}
	}
	long := filepath.Join(dir, strings.Repeat("n", 255))
	if err := errors.Join(Write(long, nil), os.Remove(long)); err != nil {
		t.Error(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"r.sarif"}) {
		t.Errorf("the directory holds %q, want the report only", got)
	}
}

func TestCreateNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".r.tmp-1")
	if err := createNamed(path, 0o640, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := createNamed(path, 0o640, []byte("y")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a taken temporary name: got %v", err)
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits on Windows")
	}
	path := filepath.Join(t.TempDir(), "r")
	if err := Write(path, nil); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o600, 0o644, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := Write(path, nil); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("mode %v, %v; want %v", info.Mode().Perm(), err, mode)
		}
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"sub", "w/.git/hooks", "bare/objects", "bare/refs"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"old", "bare/HEAD"} {
		if err := os.WriteFile(filepath.Join(dir, f), []byte("kept"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link := os.Symlink(filepath.Join(dir, "old"), filepath.Join(dir, "link")) == nil &&
		os.Symlink(filepath.Join(dir, "w", ".git"), filepath.Join(dir, "tunnel")) == nil
	for path, want := range map[string]string{
		"absent/r":        "does not exist; create it first",
		"old/r":           "not a directory",
		"sub":             "it is a directory",
		"sub/":            "names a directory",
		"link":            "it is a symbolic link",
		"w/.git/r":        "inside a git directory",
		"w/.git":          "inside a git directory",
		"w/.git/hooks/r":  "inside a git directory",
		"bare/config":     "inside a git directory",
		"bare/refs/heads": "inside a git directory",
		"tunnel/r":        "inside a git directory",
		os.DevNull:        "not a regular file; use - for standard output",
	} {
		if !link && (path == "link" || path == "tunnel/r") || path == os.DevNull && runtime.GOOS == "windows" {
			continue
		}
		if path != os.DevNull {
			path = dir + "/" + path
		}
		for _, err := range []error{Check(path), Write(path, []byte("new"))} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want an error with %q", path, err, want)
			}
		}
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "old")); string(got) != "kept" {
		t.Errorf("the link's target holds %q", got)
	}
}

func TestErrorLeavesNothing(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("needs a directory that this user cannot write to")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := Write(filepath.Join(dir, "r"), []byte("x")); err == nil {
		t.Error("written into a read-only directory")
	}
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left %q", got)
	}
}

// TestKill kills a process that writes reports again and again, at random moments.
func TestKill(t *testing.T) {
	const size = 1 << 20
	if path := os.Getenv("ATOMICFILE_WRITE"); path != "" {
		for c := byte('a'); ; c = 'a' + (c-'a'+1)%26 {
			if err := Write(path, bytes.Repeat([]byte{c}, size)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "r")
	if err := Write(path, bytes.Repeat([]byte{'a'}, size)); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), "ATOMICFILE_WRITE="+path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20*time.Millisecond + rand.N(50*time.Millisecond))
		cmd.Process.Kill()
		cmd.Wait()
		got, err := os.ReadFile(path)
		if err != nil || len(got) != size || bytes.Count(got, got[:1]) != size {
			t.Fatalf("after a kill the report has %d bytes, error %v", len(got), err)
		}
	}
	t.Logf("temporary files left by 20 kills: %d", len(names(t, dir))-1)
}
