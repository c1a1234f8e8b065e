package worktree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets/window"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// A faulty disk errs where it is told to: the tests also hold for root, whom
// permissions do not stop.
type faulty struct {
	disk
	open_  map[string]error
	read   map[string]error            // at the first read
	resize map[string]func(abs string) // when the file has been opened and measured
	list   map[string]error            // readDir, after the entries
	same   map[string]string           // readDir says it is that other directory
}

func (f faulty) readDir(path string) (fs.FileInfo, []fs.DirEntry, error) {
	if errors.Is(f.list[path], fs.ErrPermission) {
		return nil, nil, f.list[path]
	}
	info, entries, err := f.disk.readDir(path)
	if other := f.same[path]; other != "" {
		info, _, _ = f.disk.readDir(other)
	}
	if err == nil {
		err = f.list[path]
	}
	return info, entries, err
}

func (f faulty) open(path string) (file, error) {
	if err := f.open_[path]; err != nil {
		return nil, err
	}
	opened, err := f.disk.open(path)
	if err == nil && (f.read[path] != nil || f.resize[path] != nil) {
		return &faultyFile{opened, f.read[path], f.resize[path], filepath.Join(f.root, path)}, nil
	}
	return opened, err
}

type faultyFile struct {
	file
	err    error
	resize func(string)
	abs    string
}

func (f *faultyFile) Stat() (fs.FileInfo, error) {
	info, err := f.file.Stat()
	if f.resize != nil {
		f.resize(f.abs)
	}
	return info, err
}

func (f *faultyFile) Read(b []byte) (int, error) {
	if f.err != nil {
		n, _ := f.file.Read(b[:6])
		return n, f.err
	}
	return f.file.Read(b)
}

func denied(path string) error {
	return &fs.PathError{Op: "open", Path: "/abs/" + path, Err: fs.ErrPermission}
}

func TestFaults(t *testing.T) {
	root := repo(t)
	plant(t, root, ".gitignore", "*.log\n.env\n/data/\n",
		"a", "LEAK1", "denied", "LEAK2", "gone", "LEAK3", "broken", "LEAK4 LEAK5", ".env", "LEAK6",
		"shrinks", strings.Repeat("x", 9), "grows", "LEAK7\n",
		"closed/x", "LEAK8", "half/y", "LEAK9", "data/z", "x", "left/z", "x", "deniedpatterns/.gitignore", "y\n", "deniedpatterns/y", "LEAK10")
	d := faulty{
		disk:  disk{root},
		open_: map[string]error{"denied": denied("denied"), "gone": fs.ErrNotExist, ".env": denied(".env"), "deniedpatterns/.gitignore": denied("")},
		read:  map[string]error{"broken": errors.New("input/output error")},
		resize: map[string]func(string){
			"shrinks": func(name string) { _ = os.Truncate(name, 3) },
			"grows":   func(name string) { _ = os.WriteFile(name, []byte("LEAK7\nand LEAK8"), 0o600) },
		},
		list: map[string]error{"closed": denied("closed"), "half": errors.New("input/output error"), "data": denied("data"), "left": fs.ErrNotExist},
	}
	r := scanWith(t, &Scanner{disk: d}, scanners.Target{Root: root, Dir: root})
	wantLines(t, "findings", r.lines(),
		"a:1:1 secret/leak error untracked",
		"broken:1:1 secret/leak error untracked", // what could be read
		"grows:1:1 secret/leak error untracked", "grows:2:5 secret/leak error untracked",
		"half/y:1:1 secret/leak error untracked",
		"deniedpatterns/y:1:1 secret/leak error untracked", // not ignored: more is scanned, not less
	)
	wantLines(t, "notices", r.said(),
		"!unreadable-file denied", "!unreadable-file broken", "unreadable-ignored .env", "vanished gone", "vanished left",
		"!unreadable-directory closed", "!unreadable-directory half", "unreadable-ignored data",
		"changed-while-read shrinks", "changed-while-read grows", "unreadable-ignore-file deniedpatterns/.gitignore",
		"!unreadable-file deniedpatterns/.gitignore",
	)
	wantTally(t, r, "-ignored-directory=1 -unreadable-directory=2 -unreadable-file=4 -vanished=2 files=7")
	for _, n := range r.notices {
		if strings.Contains(n.Message, "/abs/") {
			t.Errorf("a notice names an absolute path: %s", n.Message)
		}
	}
}

func TestDirectoryThatContainsItself(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "a/b/c", "LEAK1")
	d := faulty{disk: disk{root}, same: map[string]string{"a/b": "a"}}
	r := scanWith(t, &Scanner{disk: d}, scanners.Target{Root: root, Dir: root})
	wantLines(t, "notices", r.said(), "directory-loop a/b", "no-repository")
	wantTally(t, r, "-directory-loop=1")
}

func TestLinksAndSpecialFiles(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "a", "LEAK1")
	for _, to := range []string{"a", "gone", ".", "/dev/zero"} {
		if err := os.Symlink(to, filepath.Join(root, "to"+filepath.Base(to))); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	makeFIFO(t, filepath.Join(root, "fifo"))
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(), "a:1:1 secret/leak error")
	wantTally(t, r, "-special-file=1 -symlink=4 files=1")
}

// A file may be replaced between being listed and being opened.
func TestOpenNeitherWaitsNorFollows(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "a", "x")
	if err := os.Symlink("a", filepath.Join(root, "link")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	makeFIFO(t, filepath.Join(root, "fifo"))
	s := &scan{options: Options{Detector: marker{}}, target: scanners.Target{Root: root}, sink: newRecorder(), disk: disk{root}, troubles: trouble.New()}
	for _, path := range []string{"fifo", "link", "."} {
		s.read(context.Background(), job{path: path, standing: tracked}, window.NewBuffer())
	}
	wantTally(t, s.sink.(*recorder), "-special-file=2 -unreadable-file=1")
}

func TestOddPaths(t *testing.T) {
	root := repo(t)
	names := []string{"new\nline", "esc\x1b[31m", "bidi\u202e", "-dash", "sp ace ", "'\"", "[x]", "dir\n/file"}
	for _, name := range append(names, "bad\xff\xfe") {
		path := filepath.Join(root, name)
		_ = os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte("LEAK1"), 0o600); err != nil {
			t.Logf("the file system takes no name %q: %v", name, err)
		}
	}
	git(t, root, "add", ".")
	got := map[string]bool{}
	for _, f := range scanTree(t, root, Options{}).findings {
		got[f.Location.Path] = !f.Provenance.Untracked
	}
	for _, name := range names {
		if !got[name] {
			t.Errorf("%q: not found as a tracked file", name)
		}
	}
}

func TestDeepTree(t *testing.T) {
	root := t.TempDir()
	at, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	const depth = 560 // of 8 bytes each: more than a path may have
	for range depth {
		if err := at.Mkdir("nested_", 0o755); err != nil {
			t.Fatal(err)
		}
		below, err := at.OpenRoot("nested_")
		if err != nil {
			t.Fatal(err)
		}
		_ = at.Close()
		at = below
	}
	if err := at.WriteFile("bottom", []byte("LEAK1"), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = at.Close()
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(), strings.Repeat("nested_/", depth)+"bottom:1:1 secret/leak error")
	wantLines(t, "notices", r.said(), "no-repository")
}

func TestManyFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes 6000 files")
	}
	root := t.TempDir()
	for i := range 6000 {
		if i%200 == 0 {
			_ = os.Mkdir(filepath.Join(root, fmt.Sprint(i/200)), 0o755)
		}
		name := filepath.Join(root, fmt.Sprint(i/200), fmt.Sprint(i))
		if err := os.WriteFile(name, []byte("LEAK1"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := scanTree(t, root, Options{})
	wantTally(t, r, "files=6000")
	if len(r.findings) != 6000 || r.progress != 6000 {
		t.Errorf("%d findings, %d steps of progress", len(r.findings), r.progress)
	}
}

// slowDisk has one file without an end.
type slowDisk struct{ disk }

func (d slowDisk) open(path string) (file, error) {
	f, err := d.disk.open(path)
	if err != nil || path == ".gitignore" {
		return f, err
	}
	return slowFile{f}, nil
}

type slowFile struct{ file }

func (slowFile) Read(b []byte) (int, error) {
	time.Sleep(time.Millisecond)
	b[0] = 'x'
	return 1, nil
}

var _ io.Reader = slowFile{}

func TestCancel(t *testing.T) {
	root := t.TempDir()
	for i := range 50 {
		plant(t, root, fmt.Sprint(i), "x")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	s := &Scanner{options: Options{Detector: marker{}, MaxFileSize: 1 << 40}, disk: slowDisk{disk{root}}}
	err := s.Scan(ctx, scanners.Target{Root: root, Dir: root}, newRecorder())
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > time.Second {
		t.Errorf("after %v: %v", took, err)
	}
}
