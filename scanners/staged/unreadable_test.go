package staged

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnreadable takes parts of a repository away. None may make a scan that finds
// nothing and is complete.
func TestUnreadable(t *testing.T) {
	old := text(20, map[int]string{5: "old MARK1"})
	for name, run := range map[string]func(*sandbox){
		"staged blob": func(s *sandbox) {
			s.remove(s.object(":d/a"))
			s.want("skipped unreadable-object=1", "incomplete unreadable-object at d/a")
		},
		"staged blob, promised": func(s *sandbox) {
			s.remove(s.object(":d/a"))
			s.git("config", "remote.origin.promisor", "true")
			s.want("skipped promised=1", "incomplete promised-object at d/a")
		},
		"blob of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD:d/a"))
			s.want("d/a:5:5 MARK1", "d/a:21:1 MARK2", "notice unreadable-before at d/a")
		},
		"tree of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD:d"))
			s.want("d/a:5:5 MARK1", "d/a:21:1 MARK2", "incomplete unreadable-head at d/")
		},
		"damaged blob": func(s *sandbox) {
			name := s.object(":d/a")
			if err := os.Chmod(name, 0o600); err != nil {
				s.t.Fatal(err)
			}
			if err := os.Truncate(name, 20); err != nil {
				s.t.Fatal(err)
			}
			s.want("skipped unreadable-object=1", "incomplete unreadable-object at d/a")
		},
		"commit of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD"))
			s.want("b:5:5 MARK1", "d/a:5:5 MARK1", "d/a:21:1 MARK2", "incomplete unreadable-head")
		},
		"branch without an id": func(s *sandbox) {
			s.write(".git/refs/heads/main", "")
			s.want("error")
		},
		"HEAD of nothing": func(s *sandbox) {
			s.write(".git/HEAD", "ref: refs/heads/../x\n")
			s.want("b:5:5 MARK1", "d/a:5:5 MARK1", "d/a:21:1 MARK2")
		},
		"HEAD that leads to itself": func(s *sandbox) {
			s.write(".git/refs/heads/main", "ref: refs/heads/other\n")
			s.write(".git/refs/heads/other", "ref: refs/heads/main\n")
			s.want("error")
		},
		"objects named by SHA-256": func(s *sandbox) {
			s.dir = s.t.TempDir()
			s.git("init", "-q", "--object-format=sha256")
			s.write("a", "MARK1\n")
			s.git("add", "-A")
			s.want("error")
		},
		"refs in a reftable": func(s *sandbox) {
			s.git("config", "core.repositoryFormatVersion", "1")
			s.git("config", "extensions.refStorage", "reftable")
			s.want("error")
		},
		"index": func(s *sandbox) {
			s.write(".git/index", "DIRCgarbage that is no index at all")
			s.want("error")
		},
		"no repository": func(s *sandbox) {
			if err := os.Rename(filepath.Join(s.dir, ".git"), filepath.Join(s.dir, "git")); err != nil {
				s.t.Fatal(err)
			}
			s.want("error")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.write("d/a", old)
			s.write("b", old+"b\n")
			s.commit()
			s.write("d/a", old+"MARK2\n")
			s.git("add", "-A")
			run(s)
		})
	}
}

func TestTooLarge(t *testing.T) {
	s := newSandbox(t)
	s.write("a", strings.Repeat("x", 5000))
	s.git("add", "-A")
	if got := s.scan(Options{MaxFileSize: 4096}).String(); got != "incomplete too-large at a\nskipped too-large=1" {
		t.Errorf("a limit of nobody's choice: %q", got)
	}
	if got := s.scan(Options{MaxFileSize: 4096, SizeAsked: true}).String(); got != "notice too-large at a\nskipped too-large=1" {
		t.Errorf("a limit that was asked for: %q", got)
	}
}

func TestIndexFile(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "a\n")
	s.commit()
	other := filepath.Join(s.dir, ".git", "next-index-7.lock")
	s.env = []string{"GIT_INDEX_FILE=" + other}
	s.git("read-tree", "HEAD")
	s.write("a", "a\nMARK1\n")
	s.git("add", "a")
	if got := s.scan(Options{IndexFile: other}).String(); got != "a:2:1 MARK1" {
		t.Errorf("another index: %q", got)
	}
	if got := s.scan(Options{}).String(); got != "" {
		t.Errorf("the repository's own: %q", got)
	}
	s.remove(other)
	if got := s.scan(Options{IndexFile: other}).String(); got != "error" {
		t.Errorf("an index that is not there: %q", got)
	}
	s.remove(filepath.Join(s.dir, ".git/index"))
	if got := s.scan(Options{IndexFile: filepath.Join(s.dir, ".git/index")}).String(); got != "" {
		t.Errorf("before the first add: %q", got)
	}
}

func TestGitDir(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "MARK1\n")
	s.git("add", "-A")
	elsewhere := filepath.Join(t.TempDir(), "git")
	if err := os.Rename(filepath.Join(s.dir, ".git"), elsewhere); err != nil {
		t.Fatal(err)
	}
	if got := s.scan(Options{GitDir: elsewhere}).String(); got != "a:1:1 MARK1" {
		t.Errorf("got %q", got)
	}
}
