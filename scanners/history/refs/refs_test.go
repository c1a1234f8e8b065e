package refs

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// id makes an object id of one digit.
func id(digit string) string { return strings.Repeat(digit, 40) }

// repository makes a git directory of the files given; a text that begins with
// "-> " is a symbolic link.
func repository(tb testing.TB, files map[string]string) *gitdir.Repo {
	tb.Helper()
	dir := tb.TempDir()
	for _, name := range []string{"refs/heads", "objects"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o755); err != nil {
			tb.Fatal(err)
		}
	}
	if _, ok := files["HEAD"]; !ok {
		files["HEAD"] = "ref: refs/heads/main\n"
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		var err error
		if target, link := strings.CutPrefix(text, "-> "); link {
			err = os.Symlink(target, path)
		} else {
			err = os.WriteFile(path, []byte(text), 0o600)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	repo, err := gitdir.OpenBare(dir)
	if err != nil {
		tb.Fatal(err)
	}
	return repo
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		// want are lines "source name digit", damage the names of what is damaged.
		want, damage []string
		dangling     int
	}{
		"none": {files: map[string]string{}, dangling: 1},
		"loose, packed and both": {
			files: map[string]string{
				"refs/heads/main": id("1") + "\n", "refs/tags/a/b/c": id("2"), "refs/stash": id("3") + "\n",
				"packed-refs": "# pack-refs with: peeled fully-peeled sorted \n" + id("9") + " refs/heads/main\n" + id("4") + " refs/tags/v1\n^" + id("5") + "\n" + id("6") + " refs/heads/sp ace\r\n",
			},
			want:   []string{"ref refs/heads/main 1", "ref refs/heads/sp ace 6", "ref refs/stash 3", "ref refs/tags/a/b/c 2", "ref refs/tags/v1 4"},
			damage: []string{"packed-refs"}, // git lets no name have a blank
		},
		"packed-refs that are cut off": {
			files:  map[string]string{"packed-refs": id("1") + " refs/heads/main\n" + id("2") + " refs/heads/ne"},
			want:   []string{"ref refs/heads/main 1", "ref refs/heads/ne 2"},
			damage: []string{"packed-refs"},
		},
		"packed-refs in which bits have changed": {
			files: map[string]string{
				"packed-refs": "# pack-refs with: peeled\n# a comment, as others write them\n" + id("1") + " refs/heads/main*" + id("2") + " refs/heads/next\n" +
					id("3") + " refs/heads/twice\n" + id("4") + " refs/heads/twice\n#" + id("5")[1:] + " refs/heads/x\n^" + id("6")[1:] + " refs/heads/y\n^" + id("7") + "\n^7\n",
			},
			want:   []string{"ref refs/heads/main*" + id("2") + " refs/heads/next 1", "ref refs/heads/twice 3", "ref refs/heads/twice 4"},
			damage: []string{"packed-refs", "packed-refs", "packed-refs", "packed-refs", "packed-refs"}, dangling: 1,
		},
		"leftovers of a killed git": {
			files: map[string]string{
				"refs/heads/main": id("1"), "refs/heads/main.lock": "", "packed-refs.lock": "", "HEAD.lock": "", "refs/heads/.tmp": "x",
			},
			want: []string{"ref refs/heads/main 1"},
		},
		"damage": {
			files: map[string]string{
				"refs/heads/main": id("1"), "refs/heads/empty": "", "refs/heads/garbage": "not an id\n", "refs/heads/zero": id("0"),
				"refs/heads/long": id("1") + "1", "refs/heads/noname": "ref: \n",
				"refs/heads/a": "ref: refs/heads/b\n", "refs/heads/b": "ref: refs/heads/a\n",
				"packed-refs": "garbage\n" + id("2") + " refs/heads/two\n" + id("3") + "\n" + strings.Repeat("x", 100_000) + "\n" + id("4") + " refs/heads/four\n",
			},
			want: []string{"ref refs/heads/four 4", "ref refs/heads/main 1", "ref refs/heads/two 2"},
			damage: []string{
				"packed-refs", "packed-refs", "packed-refs", "refs/heads/a", "refs/heads/b", "refs/heads/empty",
				"refs/heads/garbage", "refs/heads/long", "refs/heads/noname", "refs/heads/zero",
			},
		},
		"a damaged loose ref and a good packed one": {
			files:  map[string]string{"refs/heads/main": "", "packed-refs": id("1") + " refs/heads/main\n"},
			want:   []string{"ref refs/heads/main 1"},
			damage: []string{"refs/heads/main"},
		},
		"symbolic": {
			files: map[string]string{
				"refs/heads/main": id("1"), "refs/remotes/origin/HEAD": "ref: refs/remotes/origin/gone\n", "refs/heads/alias": "ref: refs/heads/main\n",
			},
			want: []string{"ref refs/heads/main 1"}, dangling: 1,
		},
		"HEAD is a link":  {files: map[string]string{"HEAD": "-> refs/heads/main", "refs/heads/main": id("1")}, want: []string{"ref refs/heads/main 1"}},
		"HEAD detached":   {files: map[string]string{"HEAD": id("1") + "\n"}, want: []string{"head HEAD 1"}},
		"HEAD is garbage": {files: map[string]string{"HEAD": "garbage\n", "refs/heads/main": id("1")}, want: []string{"ref refs/heads/main 1"}, damage: []string{"HEAD"}},
		"other work trees": {
			files: map[string]string{
				"refs/heads/main": id("1"), "worktrees/a/HEAD": id("2") + "\n", "worktrees/b/HEAD": "ref: refs/heads/main\n",
				"worktrees/b/refs/bisect/bad": id("3"), "worktrees/a/ORIG_HEAD": id("4"), "worktrees/none/readme": "x", "worktrees/b/logs/HEAD": id("0") + " " + id("5") + " A <a> 1 +0000\tx\n",
			},
			want: []string{"ref refs/heads/main 1", "ref worktrees/b/refs/bisect/bad 3", "head worktrees/a/HEAD 2", "pseudo-ref worktrees/a/ORIG_HEAD 4", "reflog worktrees/b/logs/HEAD 5"},
		},
		"pseudo-refs": {
			files: map[string]string{
				"refs/heads/main": id("1"), "MERGE_HEAD": id("2") + "\n" + id("3") + "\n", "FETCH_HEAD": id("4") + "\tnot-for-merge\tbranch 'x' of y\n",
				"ORIG_HEAD": "garbage\n", "CHERRY_PICK_HEAD": "", "rebase-merge/orig-head": id("5") + "\n", "rebase-merge/head-name": "refs/heads/x\n", "COMMIT_EDITMSG": "text\n",
			},
			want: []string{
				"ref refs/heads/main 1", "pseudo-ref FETCH_HEAD 4", "pseudo-ref MERGE_HEAD 2", "pseudo-ref MERGE_HEAD 3", "pseudo-ref rebase-merge/orig-head 5",
			},
			damage: []string{"ORIG_HEAD"},
		},
		"reflogs": {
			files: map[string]string{
				"refs/heads/main": id("1"), "refs/stash": id("6"),
				"logs/HEAD":            id("0") + " " + id("2") + " A <a> 1 +0000\tcommit (initial): x\n" + id("2") + " " + id("1") + " A <a> 2 +0000\tamend\n",
				"logs/refs/heads/main": id("2") + " " + id("3") + " A <a> 1 +0000\t" + strings.Repeat("long ", 30_000) + "\n" + "cut",
				"logs/refs/stash":      id("0") + " " + id("5") + " A <a> 1 +0000\tWIP\n" + id("5") + " " + id("6") + " A <a> 1 +0000\tWIP\n",
			},
			want: []string{
				"ref refs/heads/main 1", "ref refs/stash 6", "stash logs/refs/stash 5", "reflog logs/HEAD 2", "reflog logs/refs/heads/main 3",
			},
			damage: []string{"logs/refs/heads/main"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			set, err := Read(repository(t, c.files), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var got, damage []string
			for _, r := range set.Roots {
				got = append(got, r.Source.String()+" "+r.Name+" "+r.ID.String()[:1])
			}
			for _, d := range set.Damage {
				damage = append(damage, d.Name)
			}
			if a, b := strings.Join(got, "\n"), strings.Join(c.want, "\n"); a != b {
				t.Errorf("got\n%s\nwant\n%s", a, b)
			}
			slices.Sort(damage)
			if a, b := strings.Join(damage, " "), strings.Join(c.damage, " "); a != b {
				t.Errorf("damage: got %s, want %s (%v)", a, b, set.Damage)
			}
			if set.Dangling != c.dangling || set.Damaged != len(set.Damage) {
				t.Errorf("%d dangling, want %d; %d damaged", set.Dangling, c.dangling, set.Damaged)
			}
		})
	}
}

func TestReftable(t *testing.T) {
	repo := repository(t, map[string]string{"config": "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n"})
	if _, err := Read(repo, Limits{}); !errors.Is(err, ErrStorage) {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	repo := repository(t, map[string]string{
		"packed-refs": id("1") + " refs/a\n" + id("2") + " refs/b\n" + id("3") + " refs/c\n",
		"logs/HEAD":   id("4") + " " + id("5") + " A <a> 1 +0000\tx\n",
	})
	set, err := Read(repo, Limits{Refs: 2, Logs: 1})
	if err != nil || len(set.Roots) != 3 || set.Damaged != 2 {
		t.Errorf("got %+v, %v", set, err)
	}
}

func TestMuchDamage(t *testing.T) {
	set, err := Read(repository(t, map[string]string{"packed-refs": strings.Repeat("x\n", 5000)}), Limits{})
	if err != nil || set.Damaged != 5000 || len(set.Damage) != maxDamage {
		t.Errorf("%d damaged, %d named, %v", set.Damaged, len(set.Damage), err)
	}
}

func FuzzPackedRefs(f *testing.F) {
	f.Add("# pack-refs with: peeled \n"+id("1")+" refs/heads/main\n^"+id("2")+"\n", "ref: refs/heads/main\n", id("0")+" "+id("3")+" A <a> 1 +0000\tx\n")
	repo := repository(f, map[string]string{}) // one for all inputs: making a directory takes longer than reading it
	f.Fuzz(func(t *testing.T, packed, ref, log string) {
		for name, text := range map[string]string{"packed-refs": packed, "refs/heads/x": ref, "logs/HEAD": log} {
			path := filepath.Join(repo.Dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		set, err := Read(repo, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for _, root := range set.Roots {
			if root.ID == (objects.ID{}) || root.Name == "" {
				t.Errorf("got %+v", root)
			}
		}
	})
}
