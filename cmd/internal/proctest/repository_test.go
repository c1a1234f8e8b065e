package proctest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A repository is one that git made, with its work tree at dir.
type repository struct {
	testing.TB
	dir, home string
}

func newRepository(t testing.TB) *repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must run these tests")
		}
		t.Skip("git is not installed: nothing makes the repositories")
	}
	r := &repository{t, filepath.Join(t.TempDir(), "repo"), t.TempDir()}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git("", "init", "-q", "-b", "main")
	return r
}

// git runs git with a standard input and returns what it prints.
func (r *repository) git(stdin string, args ...string) string {
	r.Helper()
	out, err := r.try(stdin, args...)
	if err != nil {
		r.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (r *repository) try(stdin string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-c", "gc.auto=0", "-c", "core.autocrlf=false"}, args...)...)
	cmd.Dir, cmd.Env, cmd.Stdin = r.dir, environment(r.home), strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// token returns a value with the shape of a GitHub token that depends on the seed.
func token(seed string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	var state [32]byte
	copy(state[:], seed)
	random := rand.New(rand.NewChaCha8(state))
	b := []byte("gh" + "p_")
	for range 36 {
		b = append(b, letters[random.IntN(len(letters))])
	}
	return string(b)
}

// A stream is one for git fast-import.
type stream struct {
	bytes.Buffer
	commits int
}

// commit appends a commit of a branch that sets some files.
func (s *stream) commit(branch string, files map[string]string, names ...string) {
	s.commits++
	fmt.Fprintf(s, "commit refs/heads/%s\ncommitter Ada <ada@example.org> %d +0000\ndata 7\nChange\n\n", branch, 1_700_000_000+s.commits)
	for _, name := range names {
		fmt.Fprintf(s, "M 100644 inline %s\ndata %d\n%s\n", name, len(files[name]), files[name])
	}
}

// fill makes a history of some commits, each with a file of that many bytes unlike
// any other and with one secret. It returns the secrets.
func (r *repository) fill(commits, size int) []string {
	r.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"token", "secret", "api", "key", "=", "password", "client", "\"value\"", "return", "auth", ":", "aws", "func"}
	var s stream
	var secrets []string
	for i := range commits {
		var text strings.Builder
		for text.Len() < size {
			fmt.Fprintf(&text, "%s %s %x\n", words[random.IntN(len(words))], words[random.IntN(len(words))], random.Uint32())
		}
		value := token(fmt.Sprintf("fill %d", i))
		secrets = append(secrets, value)
		fmt.Fprintf(&text, "token = \"%s\"\n", value)
		name := fmt.Sprintf("dir%d/file%d.txt", i%7, i%29)
		s.commit("main", map[string]string{name: text.String()}, name)
	}
	r.git(s.String(), "fast-import", "--quiet")
	r.git("", "reset", "-q", "--hard", "main")
	r.git("", "update-ref", "-d", "ORIG_HEAD")
	return secrets
}
