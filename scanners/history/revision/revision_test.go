package revision

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// grown returns a repository with what the grammar can name: merges, a criss-cross,
// tags of tags, packed refs, remotes, names that several things have.
func grown(t *testing.T) *sandbox {
	s := newSandbox(t)
	first := s.commit("one")
	s.git("tag", "-a", "-m", "a tag", "v1")
	s.git("tag", "-a", "-m", "a tag of a tag", "vv1", "v1")
	s.git("tag", "-a", "-m", "a tag of a tree", "of-tree", "HEAD^{tree}")
	s.git("tag", "-a", "-m", "a tag of a blob", "of-blob", "HEAD:dir/one")
	s.git("switch", "-q", "-c", "topic")
	s.commit("two")
	topic := s.commit("three")
	s.git("switch", "-q", "main")
	main := s.commit("four")
	s.git("merge", "-q", "-m", "m1", topic)
	s.git("switch", "-q", "topic")
	s.git("merge", "-q", "-m", "m2", main)
	s.git("switch", "-q", "main")
	s.commit("five")
	s.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
	s.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	s.git("branch", "both", "HEAD~2")
	s.git("tag", "both", "HEAD~1")
	s.git("branch", "deep/er/name", first)
	s.git("pack-refs", "--all")
	s.git("update-ref", "refs/heads/newer", "HEAD~1") // packed, and loose since
	s.git("update-ref", "refs/heads/newer", "HEAD")
	s.git("update-ref", "ORIG_HEAD", "HEAD^")
	s.git("update-ref", "refs/weird", "HEAD^")
	return s
}

func TestObjectAsGitDoes(t *testing.T) {
	s := grown(t)
	tree, head := s.git("rev-parse", "HEAD^{tree}"), s.git("rev-parse", "HEAD")
	exprs := []string{
		"HEAD", "@", "main", "heads/main", "refs/heads/main", "topic", "v1", "vv1", "tags/v1", "origin", "origin/main", "remotes/origin/HEAD",
		"both", "heads/both", "deep/er/name", "newer", "ORIG_HEAD", "weird", "refs/weird",
		"HEAD~", "HEAD~1", "HEAD~2", "HEAD~0", "HEAD^", "HEAD^0", "HEAD^1", "HEAD~^2", "HEAD^^2", "HEAD^^2~1", "@~2^2", "topic^2~1", "main~1^1~1",
		"v1^{commit}", "vv1^{commit}", "vv1^{}", "v1^{tag}", "vv1^{tree}", "v1^0", "vv1~0", "of-tree^{}", "of-tree^{tree}", "of-blob^{}", "of-blob^{blob}", "HEAD^{object}", "HEAD^{tree}",
		"HEAD^{commit}~2^{tree}", head, strings.ToUpper(head), head[:12], head[:7], tree[:10], head[:9] + "^{tree}", "v1-2-g" + head[:8],
		"HEAD:", "HEAD:dir", "HEAD:dir/", "HEAD:dir/one", "HEAD~2:dir/four", "vv1:dir/one", tree + ":dir/one", "of-tree:dir", "of-tree^{}:dir/one", "main^:dir",
		"HEAD@{0}", "@{0}", "HEAD@{1}", "@{1}", "main@{1}", "topic@{2}", "HEAD@{2}~1", "main@{1}:dir/one", "refs/heads/main@{1}", "HEAD@{9}",
		// What neither knows, or can be.
		"", "nothing", "HEAD~99", "HEAD^3", "HEAD:nothing", "HEAD:dir/one/two", "HEAD:dir//one", "HEAD:dir/one/", "of-tree~1", "of-blob^{commit}", "HEAD^{tag}", "v1^{blob}", "HEAD@{999}", "main^{tree}^",
		"HEAD..", "-x", "heads", "refs/heads", "refs/heads/", "../HEAD", "config", "HEAD^{", "HEAD~x", "main.lock", "deep/er", "main/x", "fffffffffffff",
	}
	r := s.resolver()
	known := 0
	for _, expr := range exprs {
		want, gitErr := s.command("", "rev-parse", "--verify", "--quiet", "--end-of-options", expr)
		got, err := r.Object(expr)
		switch {
		case (gitErr == nil) != (err == nil):
			t.Errorf("%q: git says %q (%v), we %v (%v)", expr, want, gitErr, got.ID, err)
		case err == nil && got.ID.String() != want:
			t.Errorf("%q: got %s, want %s", expr, got.ID, want)
		case err == nil:
			known++
			if kind := s.git("cat-file", "-t", want); kind != got.Kind.String() {
				t.Errorf("%q: got a %s, want a %s", expr, got.Kind, kind)
			}
		}
		want, gitErr = s.command("", "rev-parse", "--verify", "--quiet", "--end-of-options", expr+"^{commit}")
		if strings.Contains(expr, ":") {
			continue // what follows is a part of the path
		}
		id, err := r.Commit(expr)
		if (gitErr == nil) != (err == nil) || err == nil && id.String() != want {
			t.Errorf("commit of %q: git says %q (%v), we %v (%v)", expr, want, gitErr, id, err)
		}
	}
	if known < 70 {
		t.Errorf("only %d expressions were resolved", known)
	}
}

// What git knows and this package does not must be an error, never something else.
func TestWhatIsNotKnown(t *testing.T) {
	s := grown(t)
	s.git("update-ref", "refs/heads/a", "HEAD")
	r := s.resolver()
	for _, expr := range []string{
		":/five", ":dir/one", ":0:dir/one", "HEAD^{/five}", "@{-1}", "@{upstream}", "main@{u}", "HEAD@{yesterday}", "HEAD@{2020-01-01 00:00:00}", "HEAD:./dir", "HEAD:../dir", "HEAD^@", "HEAD^!", "HEAD^-",
		strings.Repeat("HEAD~", 20_000),
	} {
		o, err := r.Object(expr)
		if !errors.Is(err, ErrSyntax) {
			t.Errorf("%.40q: got %v (%v), want ErrSyntax", expr, o.ID, err)
		}
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	s := grown(t)
	head := s.git("rev-parse", "HEAD")
	clone := s.in(t.TempDir())
	clone.git("clone", "-q", "--depth", "2", "file://"+s.dir, "c")
	clone.dir = filepath.Join(clone.dir, "c")
	unborn := newSandbox(t)
	full, shallow, none := s.resolver(), clone.resolver(), unborn.resolver()
	for _, c := range []struct {
		r    *Resolver
		expr string
		is   error
		want []string
	}{
		{full, "nothing", ErrUnknown, []string{`"nothing"`, "fetch it"}},
		{full, "\x1b[31m", ErrUnknown, []string{`\x1b[31m`}},
		{full, strings.Repeat("1", 40), ErrUnknown, []string{"fetch it"}},
		{shallow, "topic", ErrUnknown, []string{"shallow", "git fetch --unshallow"}},
		{shallow, head + "~2", ErrUnknown, []string{"shallow", "git fetch --unshallow"}},
		{shallow, s.git("rev-parse", "vv1^{commit}"), ErrUnknown, []string{"git fetch --unshallow"}},
		{none, "HEAD", ErrUnknown, []string{"refs/heads/main", "commit first"}},
		{full, "HEAD:dir/none/x", ErrPath, []string{`"dir/none"`}},
		{full, "HEAD@{500}", ErrUnknown, []string{"entries"}},
	} {
		_, err := c.r.Commit(c.expr)
		if !errors.Is(err, c.is) {
			t.Errorf("%q: got %v, want %v", c.expr, err, c.is)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: %v does not say %q", c.expr, err, part)
			}
		}
	}
}

// Objects whose ids begin alike are made by search: of 2,000 short blobs and some
// commits, some share four digits.
func TestAbbreviated(t *testing.T) {
	s := newSandbox(t)
	s.commit("one")
	var stream strings.Builder
	for i := range 2000 {
		text := "blob " + strings.Repeat("x", i)
		stream.WriteString("blob\ndata " + itoa(len(text)) + "\n" + text + "\n")
	}
	for i := range 300 {
		stream.WriteString("commit refs/heads/many\ncommitter Ada <ada@example.com> " + itoa(1_600_000_000+i) + " +0000\ndata 0\n\n")
	}
	if _, err := s.command(stream.String(), "fast-import", "--quiet"); err != nil {
		t.Fatal(err)
	}
	r := s.resolver()
	alone, chosen, ambiguous := 0, 0, 0
	for _, commit := range strings.Fields(s.git("rev-list", "many")) {
		short := commit[:4]
		want, gitErr := s.command("", "rev-parse", "--verify", "--quiet", short+"^{commit}")
		got, err := r.Commit(short)
		if (gitErr == nil) != (err == nil) || err == nil && got.String() != want {
			t.Fatalf("%s: got %v (%v), want %s (%v)", short, got, err, want, gitErr)
		}
		any, anyErr := r.Object(short)
		switch {
		case err != nil:
			ambiguous++
			if !errors.Is(err, ErrAmbiguous) || !strings.Contains(err.Error(), commit+" (commit)") {
				t.Errorf("%s: the error does not list %s: %v", short, commit, err)
			}
		case anyErr != nil:
			chosen++
			if !strings.Contains(anyErr.Error(), "(blob)") {
				t.Errorf("%s: the error does not list the blob: %v", short, anyErr)
			}
		case any.ID == got:
			alone++
		}
	}
	if alone == 0 || chosen == 0 {
		t.Errorf("the test does not test: %d ids alone, %d chosen for their kind, %d ambiguous", alone, chosen, ambiguous)
	}
	if _, err := r.Object(s.git("rev-parse", "HEAD")[:3]); !errors.Is(err, ErrUnknown) {
		t.Errorf("three digits: got %v, want ErrUnknown", err)
	}
}

func TestWorkTreesHaveTheirOwnHead(t *testing.T) {
	s := grown(t)
	s.git("worktree", "add", "-q", "-b", "side", filepath.Join(s.dir, "..", "side"), "topic")
	side := s.in(filepath.Join(s.dir, "..", "side"))
	t.Cleanup(func() { os.RemoveAll(side.dir) })
	side.git("switch", "-q", "--detach", "HEAD^")
	side.git("update-ref", "refs/worktree/mine", "HEAD^")
	for _, at := range []*sandbox{s, side} {
		r := at.resolver()
		for _, expr := range []string{"HEAD", "@~1", "HEAD@{1}", "refs/worktree/mine", "worktrees/side/HEAD", "worktrees/side/refs/worktree/mine", "main-worktree/HEAD", "side", "main"} {
			want, gitErr := at.command("", "rev-parse", "--verify", "--quiet", expr)
			got, err := r.Commit(expr)
			if (gitErr == nil) != (err == nil) || err == nil && got.String() != want {
				t.Errorf("%s in %s: got %v (%v), want %s (%v)", expr, at.dir, got, err, want, gitErr)
			}
		}
	}
}

func TestFile(t *testing.T) {
	s := grown(t)
	if err := os.Symlink("one", filepath.Join(s.dir, "dir", "link")); err != nil {
		t.Skip(err)
	}
	s.commit("six")
	r := s.resolver()
	o, text, err := r.File("HEAD:dir/one")
	if err != nil || string(text) != "one" || o.Mode != 0o100644 {
		t.Errorf("got %q (mode %o, %v)", text, o.Mode, err)
	}
	if o, text, err = r.File("HEAD:dir/link"); err != nil || string(text) != "one" || o.Mode != 0o120000 {
		t.Errorf("link: got %q (mode %o, %v)", text, o.Mode, err)
	}
	if _, _, err = r.File("HEAD:dir"); err == nil {
		t.Error("a directory was read as a file")
	}
}

// A chain of tags, and a path, are as long as a repository makes them.
func TestDeepChains(t *testing.T) {
	s := newSandbox(t)
	s.commit("one")
	var b strings.Builder
	for i := range 3000 {
		from := "HEAD"
		if i > 0 {
			from = ":" + itoa(i)
		}
		if i == 0 {
			from = s.git("rev-parse", "HEAD")
		}
		b.WriteString("tag t" + itoa(i) + "\nmark :" + itoa(i+1) + "\nfrom " + from + "\ntagger Ada <ada@example.com> 1600000000 +0000\ndata 0\n\n")
	}
	if _, err := s.command(b.String(), "fast-import", "--quiet"); err != nil {
		t.Fatal(err)
	}
	r := s.resolver()
	got, err := r.Commit("t2999")
	if want := s.git("rev-parse", "HEAD"); err != nil || got.String() != want {
		t.Errorf("got %v (%v), want %s", got, err, want)
	}
	if _, err := r.Object("HEAD:" + strings.Repeat("d/", 30_000)); !errors.Is(err, ErrPath) {
		t.Errorf("deep path: %v", err)
	}
	if _, err := r.Object("HEAD~999999999999999999999"); !errors.Is(err, ErrSyntax) {
		t.Errorf("large number: %v", err)
	}
	if _, err := r.Object("HEAD~2000000000"); !errors.Is(err, ErrUnknown) {
		t.Errorf("far ancestor: %v", err)
	}
}

func TestPromisedObjectsSayHow(t *testing.T) {
	s := grown(t)
	id := s.git("rev-parse", "HEAD:dir/one")
	s.git("config", "extensions.partialClone", "origin")
	s.git("config", "core.repositoryFormatVersion", "1")
	if err := os.Remove(filepath.Join(s.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
	_, _, err := s.resolver().File("HEAD:dir/one")
	if !errors.Is(err, objects.ErrPromised) || !strings.Contains(err.Error(), "git cat-file") {
		t.Errorf("got %v", err)
	}
}
