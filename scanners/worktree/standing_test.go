package worktree

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
)

// TestStandingsAsGitSaysThem compares what is scanned as tracked and as untracked
// with git's own lists, on generated trees: from the top and from a directory.
func TestStandingsAsGitSaysThem(t *testing.T) {
	words := []string{"a", "b", "lib", "out", "x.go", "y.log", "z.txt", "node_modules", "vendor"}
	patterns := []string{"*.log", "out/", "/a", "!y.log", "lib/*", "!lib/b", "**/b/x.go", "node_modules", "/vendor/", "z.*", "!/z.txt", "*", "!*/", "b/**"}
	pick := func(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 9))
		root := repo(t)
		for range 60 {
			path := pick(rng, words)
			for range rng.IntN(4) {
				path += "/" + pick(rng, words)
			}
			// A name may be a file in one place and a directory in another.
			_ = os.MkdirAll(filepath.Dir(filepath.Join(root, path)), 0o755)
			_ = os.WriteFile(filepath.Join(root, path), []byte("LEAK1"), 0o600)
			if rng.IntN(8) == 0 {
				text := ""
				for range 3 {
					text += pick(rng, patterns) + "\n"
				}
				_ = os.WriteFile(filepath.Join(root, filepath.Dir(path), ".gitignore"), []byte(text+"# LEAK1"), 0o600)
			}
			if rng.IntN(4) == 0 {
				_ = exec.Command("git", "-C", root, "add", "-f", path).Run() // not when it is no file
			}
		}
		for _, dir := range []string{".", "a", "lib/b"} {
			if info, err := os.Stat(filepath.Join(root, dir)); err != nil || !info.IsDir() {
				continue
			}
			s := New(Options{})
			got := map[bool][]string{}
			for _, f := range scanWith(t, s, scanners.Target{Root: root, Dir: filepath.Join(root, dir)}).findings {
				if !f.Provenance.GitIgnored {
					got[f.Provenance.Untracked] = append(got[f.Provenance.Untracked], f.Location.Path)
				}
			}
			for isUntracked, args := range map[bool][]string{
				false: {"ls-files", "-z", "--full-name", "--", dir},
				true:  {"ls-files", "-z", "--full-name", "--others", "--exclude-standard", "--", dir},
			} {
				cmd := exec.Command("git", args...)
				cmd.Dir = root
				cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1"}
				out, err := cmd.Output()
				if err != nil {
					t.Fatal(err)
				}
				want := strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
				slices.Sort(want)
				slices.Sort(got[isUntracked])
				wantLines(t, fmt.Sprintf("seed %d, %s, untracked %v", seed, dir, isUntracked), got[isUntracked], want...)
			}
		}
	}
}

func TestSparseIndex(t *testing.T) {
	root := repo(t)
	plant(t, root, "in/a", "x", "out/b.log", "x", ".gitignore", "*.log\n/cache/\n")
	git(t, root, "add", "-f", ".")
	git(t, root, "commit", "-qm", "all")
	git(t, root, "sparse-checkout", "set", "--cone", "--sparse-index", "in")
	plant(t, root, "out/b.log", "LEAK1", "cache/c", "LEAK2")
	r := scanTree(t, root, Options{})
	// git would expand the index to see that out/b.log is in it.
	wantLines(t, "findings", r.lines(), "out/b.log:1:1 secret/leak error")
}
