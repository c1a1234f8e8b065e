package staged

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

func TestScan(t *testing.T) {
	old := text(20, map[int]string{5: "old MARK1"})
	for name, run := range map[string]func(*sandbox){
		"nothing staged": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n") // on the disk alone
			s.want()
		},
		"staged, then cleaned": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n")
			s.git("add", "a")
			s.write("a", "clean\n")
			if r := s.want("a:21:1 MARK2"); r.sources["a"] != old+"MARK2\n" {
				s.t.Errorf("the source is %q", r.sources["a"])
			}
		},
		"an old secret and a new line": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", "new\n"+old)
			s.git("add", "a")
			if r := s.want(); r.scanned != 1 {
				s.t.Errorf("%d files were scanned, want 1", r.scanned)
			}
		},
		"a changed line": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", strings.Replace(old, "old MARK1", "still MARK1", 1))
			s.git("add", "a")
			s.want("a:5:7 MARK1")
		},
		"a new name before an old value": func(s *sandbox) {
			s.write("a", old)
			s.write("b", "MARK2\n")
			s.commit()
			s.write("a", strings.Replace(old, "line 4\nold MARK1", "NAME:\nold MARK1", 1)) // not beside it
			s.write("b", "NAME:\nMARK2\n")
			s.git("add", "-A")
			s.want("b:2:1 MARK2")
		},
		"by its path": func(s *sandbox) {
			s.write("a.p12", "x")
			s.commit()
			s.write("a.p12", "y")
			s.write("b.p12", "z")
			s.git("add", "-A")
			s.want("b.p12 ")
		},
		"malformed comments": func(s *sandbox) {
			s.write("a", "BROKEN\n")
			s.commit()
			s.write("a", "BROKEN\nx\nBROKEN too\n")
			s.git("add", "-A")
			if r := s.want("notice malformed-suppression at a"); r.notices[0].Location.StartLine != 3 {
				s.t.Errorf("line %d, want 3", r.notices[0].Location.StartLine)
			}
		},
		"limits of the detector": func(s *sandbox) {
			s.write("a", "ENDLESS\n")
			s.git("add", "-A")
			s.want("incomplete scan-limit at a", "incomplete too-many-matches at a")
		},
		"moved": func(s *sandbox) {
			s.write("a", old)
			s.write("d/e/b", old+"b\n")
			s.commit()
			s.git("mv", "a", "z")
			s.git("mv", "d", "f")
			s.want("skipped moved=2")
		},
		"moved and edited": func(s *sandbox) {
			s.write("d/a", old)
			s.write("d/other", "nothing\nlike\nit\n")
			s.commit()
			s.git("mv", "d", "z")
			s.write("z/a", "MARK3\n"+old)
			s.git("add", "-A")
			s.want("z/a:1:1 MARK3", "skipped moved=1")
		},
		"replaced by something else": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("rm", "-q", "a")
			s.write("b", "MARK1\n")
			s.git("add", "-A")
			s.want("b:1:1 MARK1")
		},
		"copied": func(s *sandbox) {
			s.write("a/b", old)
			s.commit()
			s.write("c", old)
			s.git("add", "-A")
			s.want("skipped moved=1")
		},
		"another mode": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("update-index", "--chmod=+x", "a")
			s.want()
		},
		"a file becomes a link": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			id := strings.TrimSpace(s.gitIn("/home/MARK7/x", "hash-object", "-w", "--stdin"))
			s.gitIn("120000 "+id+"\ta\n", "update-index", "--index-info")
			s.want("a:1:7 MARK7")
		},
		"a directory becomes a file": func(s *sandbox) {
			s.write("a/b", old)
			s.commit()
			s.git("rm", "-q", "-r", "a")
			s.write("a", "MARK2\n")
			s.git("add", "-A")
			s.want("a:1:1 MARK2")
		},
		"intent to add": func(s *sandbox) {
			s.commit()
			s.write("a", old)
			s.git("add", "-N", "a")
			s.want("skipped intent-to-add=1")
		},
		"not born": func(s *sandbox) {
			s.write("a", old)
			s.git("add", "-A")
			r := s.want("a:5:5 MARK1")
			if !strings.Contains(r.found[0].Message, "git rm --cached a") {
				s.t.Errorf("message %q", r.found[0].Message)
			}
		},
		"not born, nothing staged": func(s *sandbox) { s.want() },
		"submodule and LFS pointer": func(s *sandbox) {
			s.gitIn(fmt.Sprintf("160000 %s\told\n", strings.Repeat("12", 20)), "update-index", "--add", "--index-info")
			s.git("commit", "-qm", "x")
			s.gitIn(fmt.Sprintf("160000 %s\tmodule\n", strings.Repeat("12", 20)), "update-index", "--add", "--index-info")
			s.write("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:"+strings.Repeat("0", 64)+"\nsize 12\n")
			s.git("add", "big.bin")
			s.want("skipped submodule=1", "notice submodule at module", "skipped lfs-pointer=1", "notice lfs-pointer at big.bin")
		},
		"archive": func(s *sandbox) {
			s.write("a.zip", "PK\x03\x04 MARK1")
			s.git("add", "-A")
			s.want("a.zip:1:6 MARK1", "skipped archive=1", "notice archive at a.zip")
		},
		"conflict": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "-b", "theirs")
			s.write("a", text(20, map[int]string{5: "their MARK2"}))
			s.commit()
			s.git("checkout", "-q", "main")
			s.write("a", text(20, map[int]string{5: "our MARK3"}))
			s.write("b", "MARK4\n")
			s.commit()
			s.conflict("merge", "theirs")
			r := s.want("a:5:5 MARK1", "a:5:7 MARK2") // stage 1 and 3; 2 is HEAD's
			if text, ok := r.sources["a"]; text != "" || !ok {
				s.t.Errorf("the source of a path with two texts is %q", text)
			}
		},
		"merged from another branch": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "-b", "theirs")
			s.write("b", "MARK2\n")
			s.commit()
			s.git("checkout", "-q", "main")
			s.git("merge", "-q", "--no-commit", "--no-ff", "theirs")
			s.want("b:1:1 MARK2")
		},
		"split index": func(s *sandbox) {
			s.write("a", old)
			s.write("b/c", old)
			s.commit()
			s.git("update-index", "--split-index")
			s.write("a", old+"MARK2\n")
			s.git("add", "a")
			s.want("a:21:1 MARK2")
		},
		"sparse index": func(s *sandbox) {
			s.write("in/a", old)
			s.write("out/deep/b", old)
			s.write("out/c", old+"c\n")
			s.commit()
			s.write("out/deep/b", old+"MARK2\n")
			s.write("out/new/d", "MARK5\n")
			s.commit()
			s.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
			s.git("reset", "-q", "--soft", "HEAD^")
			if names := s.git("ls-files", "--sparse"); !strings.Contains(names, "out/\n") {
				s.t.Fatalf("the index is not sparse: %q", names)
			}
			s.want("out/deep/b:21:1 MARK2", "out/new/d:1:1 MARK5")
		},
		"packed": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n")
			s.git("add", "-A")
			s.git("repack", "-adq")
			s.git("pack-refs", "--all")
			s.want("a:21:1 MARK2")
		},
		"detached": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "--detach")
			s.write("a", old+"MARK2\n")
			s.git("add", "-A")
			s.want("a:21:1 MARK2")
		},
		"odd paths": func(s *sandbox) {
			s.write("sp ace\nline/a", "MARK1\n")
			s.git("add", "-A")
			s.want("sp ace\nline/a:1:1 MARK1")
		},
	} {
		t.Run(name, func(t *testing.T) { run(newSandbox(t)) })
	}
}

func TestScanBelowDirectory(t *testing.T) {
	s := newSandbox(t)
	s.write("a/x", "MARK1\n")
	s.write("ab", "MARK2\n")
	s.git("add", "-A")
	r := &record{skipped: make(map[string]int)}
	err := New(Options{Detector: marks{}}).Scan(context.Background(), scanners.Target{Root: s.dir, Dir: filepath.Join(s.dir, "a")}, r)
	if err != nil || r.String() != "a/x:1:1 MARK1" {
		t.Errorf("got %q, %v", r, err)
	}
}

// TestLargeFile looks for marks at every kind of place in a file of several windows.
func TestLargeFile(t *testing.T) {
	s := newSandbox(t)
	var b strings.Builder
	var want []string
	for i := 1; b.Len() < 3*window.Size; i++ {
		if i%900 == 0 {
			fmt.Fprintf(&b, "a line with MARK%d\n", i)
			want = append(want, fmt.Sprintf("a:%d:13 MARK%d", i, i))
		} else {
			fmt.Fprintf(&b, "line %d\n", i)
		}
	}
	s.write("a", b.String())
	s.git("add", "a")
	s.want(want...)
	s.commit()
	s.write("a", strings.Replace(b.String(), "MARK27000", "MARK27001", 1))
	s.git("add", "a")
	s.want("a:27000:13 MARK27001")

	// One line that is longer than all windows together.
	s.write("a", strings.Repeat("x", 2*window.Size)+" MARK1 "+strings.Repeat("x", window.Size)+" MARK2")
	s.git("add", "a")
	s.want(fmt.Sprintf("a:1:%d MARK1", 2*window.Size+2), fmt.Sprintf("a:1:%d MARK2", 3*window.Size+9))
}

func TestCancelled(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "MARK1\n")
	s.git("add", "-A")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := New(Options{Detector: marks{}}).Scan(ctx, scanners.Target{Root: s.dir, Dir: s.dir}, &record{skipped: make(map[string]int)})
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
