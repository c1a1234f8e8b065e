package ignore

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestAsGitDoes compares the matcher with git itself, path by path, on generated
// trees with generated ignore files at every level.
func TestAsGitDoes(t *testing.T) {
	git := findGit(t)
	trees, compared, hits := 40, 0, 0
	if testing.Short() {
		trees = 10
	}
	for seed := range trees {
		fold := seed%4 == 3
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		root := t.TempDir()
		git(root, nil, "init", "-q", ".")
		git(root, nil, "config", "core.ignoreCase", fmt.Sprint(fold))
		git(root, nil, "config", "core.excludesFile", filepath.Join(root, ".git", "global"))
		grow(t, rng, root)
		paths := list(t, root)
		for _, p := range paths {
			if base := filepath.Base(p); base == ".gitignore" {
				write(t, filepath.Join(root, p), ignoreFile(rng, paths))
			}
		}
		write(t, filepath.Join(root, ".git/info/exclude"), ignoreFile(rng, paths))
		write(t, filepath.Join(root, ".git/global"), ignoreFile(rng, paths))

		ours := walk(t, root, paths, fold)
		asked := strings.Join(paths, "\x00") + "\x00"
		answer := git(root, []byte(asked), "check-ignore", "--no-index", "-z", "--stdin")
		theirs := make(map[string]bool)
		for p := range strings.SplitSeq(string(answer), "\x00") {
			theirs[p] = p != ""
		}
		for _, p := range paths {
			if ours[p] != theirs[p] {
				t.Errorf("seed %d, %q: ignored %v, git says %v\n%s", seed, p, ours[p], theirs[p], rulesAbove(root, p))
			}
			compared++
			if theirs[p] {
				hits++
			}
		}

		// The same again as git status walks it: from the top, into directories.
		others := git(root, nil, "ls-files", "-z", "--others", "--exclude-standard")
		untracked := make(map[string]bool)
		for p := range strings.SplitSeq(string(others), "\x00") {
			untracked[p] = p != ""
		}
		for _, p := range paths {
			if info, err := os.Lstat(filepath.Join(root, p)); err != nil || info.IsDir() {
				continue
			}
			if ours[p] == untracked[p] {
				t.Errorf("seed %d, %q: ignored %v, git lists it as untracked: %v\n%s", seed, p, ours[p], untracked[p], rulesAbove(root, p))
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d paths in %d trees compared, %d of them ignored", compared, trees, hits)
	if hits < compared/10 {
		t.Errorf("only %d of %d paths were ignored: the generator has lost its bite", hits, compared)
	}
}

// findGit returns a runner of git with no configuration but the repository's.
// Without git the test is skipped with the reason, except in CI.
func findGit(t *testing.T) func(dir string, stdin []byte, args ...string) []byte {
	t.Helper()
	program, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must compare the matcher with it")
		}
		t.Skip("git is not installed: nothing to compare the matcher with")
	}
	return func(dir string, stdin []byte, args ...string) []byte {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.Stdin = bytes.NewReader(stdin)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C"}
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		if exit, ok := err.(*exec.ExitError); ok && args[0] == "check-ignore" && exit.ExitCode() == 1 {
			err = nil // "none of the paths is ignored"
		}
		if err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errs.String())
		}
		return out.Bytes()
	}
}

// names are what generated trees are made of: little variety, so that patterns
// hit, and the bytes that ignore files give a meaning to.
var names = []string{
	"a", "b", "ab", "abc", "A", "Ab", "foo", "foo.c", "Foo.C", "bar.txt", ".env", ".x",
	"a b", "b ", " c", "[a]", "a]", "a*", "a?", "a\\b", "#x", "!x", "x#", "a-z", "\xff\xfe", "é", "tab\t", "a\vb",
}

// grow makes files and directories below root, some with an ignore file.
func grow(t *testing.T, rng *rand.Rand, root string) {
	t.Helper()
	dirs := []string{root}
	for range 12 {
		dir := filepath.Join(dirs[rng.IntN(len(dirs))], names[rng.IntN(len(names))])
		if os.Mkdir(dir, 0o755) == nil {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		for range 4 {
			name := filepath.Join(dir, names[rng.IntN(len(names))])
			if rng.IntN(12) == 0 {
				_ = os.Symlink(root, name)
			} else if _, err := os.Lstat(name); err != nil {
				write(t, name, "x\n")
			}
		}
		if dir == root || rng.IntN(3) == 0 {
			write(t, filepath.Join(dir, ".gitignore"), "")
		}
	}
}

func list(t *testing.T, root string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if path == filepath.Join(root, ".git") {
			return filepath.SkipDir
		}
		if path != root {
			relative, _ := filepath.Rel(root, path)
			paths = append(paths, filepath.ToSlash(relative))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// ignoreFile writes an ignore file out of parts of real paths, bent.
func ignoreFile(rng *rand.Rand, paths []string) string {
	var b strings.Builder
	if rng.IntN(10) == 0 {
		b.WriteString("\ufeff")
	}
	for range rng.IntN(7) {
		line := paths[rng.IntN(len(paths))]
		parts := strings.Split(line, "/")
		switch rng.IntN(4) {
		case 0:
			line = parts[len(parts)-1]
		case 1:
			line = strings.Join(parts[rng.IntN(len(parts)):], "/")
		case 2:
			parts[rng.IntN(len(parts))] = []string{"*", "**", "***", "?", "a**", "**b"}[rng.IntN(6)]
			line = strings.Join(parts, "/")
		}
		for range rng.IntN(3) {
			line = bend(rng, line)
		}
		if rng.IntN(4) == 0 {
			line = "/" + line
		}
		if rng.IntN(4) == 0 {
			line += "/"
		}
		if rng.IntN(3) == 0 {
			line = "!" + line
		}
		line += []string{"", "", "", "", " ", "  ", "\t", "\r", "\\ "}[rng.IntN(9)]
		b.WriteString(line)
		if rng.IntN(12) != 0 {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// classes are what bend puts in place of a byte.
var classes = []string{
	"?", "*", "**", "[a-c]", "[!a]", "[^b]", "[]a]", "[a", "[[:alpha:]]", "[[:upper:]]", "[[:space:]]", "[[:punct:]]",
	"[[:nope:]]", "[A-Z]", "[A]", "[!-~]", "[\\]a]", "[a\\-z]", "[[:digit:]ab.]", "[[:x]", "[a-", "\\", "/", "**/", "/**", "/**/", "[/]", "",
}

func bend(rng *rand.Rand, line string) string {
	if line == "" {
		return line
	}
	i := rng.IntN(len(line))
	switch rng.IntN(4) {
	case 0:
		return line[:i] + "\\" + line[i:]
	case 1:
		return line[:i] + strings.ToUpper(line[i:i+1]) + line[i+1:]
	}
	return line[:i] + classes[rng.IntN(len(classes))] + line[i+1:]
}

// walk asks the matcher about every path.
func walk(t *testing.T, root string, paths []string, fold bool) map[string]bool {
	t.Helper()
	read := func(path string) List {
		text, _ := os.ReadFile(filepath.Join(root, path))
		return Parse(text, fold)
	}
	dirs := map[string]*Dir{".": Top(fold, read(".git/global"), read(".git/info/exclude"), read(".gitignore"))}
	ignored := make(map[string]bool)
	for _, p := range paths { // parents come first
		info, err := os.Lstat(filepath.Join(root, p))
		if err != nil {
			t.Fatal(err)
		}
		dir, base := dirs[filepath.Dir(p)], filepath.Base(p)
		ignored[p] = dir.Ignored(base, info.IsDir())
		if info.IsDir() {
			dirs[p] = dir.Enter(base, read(p+"/.gitignore"))
		}
	}
	return ignored
}

// rulesAbove shows the ignore files that bear on a path, for a failure message.
func rulesAbove(root, path string) string {
	var b strings.Builder
	files := []string{".git/global", ".git/info/exclude"}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		files = append(files, filepath.Join(dir, ".gitignore"))
		if dir == "." {
			break
		}
	}
	slices.Sort(files)
	for _, f := range files {
		if text, err := os.ReadFile(filepath.Join(root, f)); err == nil && len(text) > 0 {
			fmt.Fprintf(&b, "  %s: %q\n", f, text)
		}
	}
	return b.String()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
