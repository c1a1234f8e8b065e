package revision

import (
	"bytes"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// FuzzExpression resolves anything: it must end, and what has no error must be an
// object that is there. No name may lead to a file that is no ref.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{
		"HEAD~2^{tree}", "@{1}", "main@{0}:dir/one", "v1-2-gabcd", "A..B", "^HEAD HEAD^!", "2 weeks ago", "90d", "2024-01-02T03:04:05Z", "../../x", "refs/heads/../../config",
		"HEAD^{/x}", "config", "HEAD@{99999999999999999999}", "main-worktree/HEAD", "worktrees/../HEAD", "\x00", "HEAD:\x00", "abcd^^^^^^~0",
	} {
		f.Add(seed)
	}
	s := &sandbox{dir: f.TempDir()}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"},
		{"commit", "-q", "--allow-empty", "-m", "one"},
		{"commit", "-q", "--allow-empty", "-m", "two"},
		{"tag", "-a", "-m", "x", "v1"},
		{"update-ref", "refs/remotes/origin/main", "HEAD"},
		{"pack-refs", "--all"},
	} {
		if _, err := s.command("", args...); err != nil {
			f.Fatal(err)
		}
	}
	repo, err := gitdir.Open(s.dir)
	if err != nil {
		f.Fatal(err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { store.Close() })
	now := time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, expr string) {
		r := NewResolver(repo, store)
		if o, err := r.Object(expr); err == nil {
			kind, data, err := store.Reader().Read(o.ID)
			if err != nil || kind != o.Kind {
				t.Errorf("%q: %s is said to be a %s, and is a %s (%v)", expr, o.ID, o.Kind, kind, err)
			}
			if kind == objects.Commit && !bytes.HasPrefix(data, []byte("tree ")) {
				t.Errorf("%q: %s is no commit", expr, o.ID)
			}
		}
		if g, err := r.Range(expr); err == nil && len(g.Include) == 0 {
			t.Errorf("%q: a range of nothing", expr)
		}
		if start, err := r.Since(expr, now); err == nil && start.IsTime() && start.At.IsZero() {
			t.Errorf("%q: no time and no commit", expr)
		}
	})
}
