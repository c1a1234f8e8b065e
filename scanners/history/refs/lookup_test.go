package refs

import (
	"errors"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	repo := repository(t, map[string]string{
		"HEAD": "ref: refs/heads/main\n", "refs/heads/main": id("1") + "\n", "refs/heads/link": "ref: refs/heads/packed\n",
		"refs/heads/dir/x": id("2"), "refs/heads/garbage": "not an id\n", "refs/heads/a": "ref: refs/heads/b\n", "refs/heads/b": "ref: refs/heads/a\n",
		"refs/heads/unborn": "ref: refs/heads/none\n", "ORIG_HEAD": id("3") + "\n", "FETCH_HEAD": id("4") + "\tnot-for-merge\tbranch 'x' of y\n",
		"config": id("5"), "secret": id("5"), "refs/heads/.hidden": id("5"), "refs/heads/main.lock": id("5"), "logs/HEAD": id("5"),
		"worktrees/w/HEAD": id("6"), "worktrees/w/config": id("5"),
		"packed-refs": "# pack-refs with: peeled\n" + id("9") + " refs/heads/main\n" + id("7") + " refs/heads/packed\n^" + id("5") + "\n" + id("8") + " refs/heads/dir\ngarbage\n",
	})
	for name, want := range map[string]string{
		"HEAD": "1", "refs/heads/main": "1", "refs/heads/link": "7", "refs/heads/packed": "7", "refs/heads/dir/x": "2", "refs/heads/dir": "8",
		"ORIG_HEAD": "3", "FETCH_HEAD": "4", "worktrees/w/HEAD": "6", "main-worktree/HEAD": "1",
	} {
		found, got, err := Lookup(repo, "refs/heads/nothing", name)
		if err != nil || got.String() != id(want) || found != name {
			t.Errorf("%s: got %s by %q (%v), want %s", name, got, found, err, want)
		}
	}
	// What is no ref is never read as one, wherever a name leads.
	for _, name := range []string{
		"", "config", "secret", "refs/heads/.hidden", "refs/heads/main.lock", "logs/HEAD", "worktrees/w/config", "worktrees/../config", "refs/../config", "../config", "/etc/passwd",
		"refs//heads/main", "refs/heads/main/", "refs/heads/main/x", "refs/heads", "main-worktree/config", "refs/heads/a b", "refs/heads/m*", "refs/heads/\x00", strings.Repeat("refs/", 20_000),
	} {
		if found, got, err := Lookup(repo, name); !errors.Is(err, ErrNone) || found != "" {
			t.Errorf("%.40q: got %s by %q (%v), want none", name, got, found, err)
		}
	}
	// What is there and leads nowhere is an error that names it.
	for name, none := range map[string]bool{"refs/heads/garbage": false, "refs/heads/a": false, "refs/heads/unborn": true} {
		found, _, err := Lookup(repo, name, "refs/heads/main")
		if err == nil || found != name || errors.Is(err, ErrNone) != none || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %q, %v", name, found, err)
		}
	}
	repo.Settings.Extensions = map[string]string{"refstorage": "reftable"}
	if _, _, err := Lookup(repo, "HEAD"); !errors.Is(err, ErrStorage) {
		t.Errorf("reftable: got %v", err)
	}
}
