package proctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCalls watches the calls that a scan for secrets makes to the system: none
// starts a program or opens a connection, whatever the repository's configuration
// and hooks name.
func TestCalls(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("strace is not installed: CI must run this test")
		}
		t.Skip("strace is not installed: nothing tells which calls are made")
	}
	repo := newRepository(t)
	repo.fill(3, 500)
	if err := os.WriteFile(filepath.Join(repo.dir, "new.txt"), []byte("token = \""+token("staged")+"\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	repo.git("", "add", "new.txt")
	mark := filepath.Join(t.TempDir(), "executed")
	command := "touch " + mark
	for _, key := range []string{"core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "core.editor", "credential.helper", "filter.x.clean", "filter.x.process", "diff.x.textconv", "gpg.program"} {
		repo.git("", "config", key, command)
	}
	repo.git("", "config", "remote.origin.url", "ext::"+command)
	repo.git("", "config", "remote.origin.promisor", "true")
	if err := os.WriteFile(filepath.Join(repo.dir, ".git", "info", "attributes"), []byte("* filter=x diff=x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	// The configuration is in force: git itself runs it.
	_, _ = repo.try("", "status")
	if err := os.Remove(mark); err != nil {
		t.Fatalf("git runs nothing of what the configuration names, so this test proves nothing: %v", err)
	}
	for _, args := range [][]string{
		{"secrets", "--history"}, {"secrets", "--history", "--reflog", "--unreachable"}, {"secrets", "--staged"}, {"secrets"}, {"secrets", "--history", "--range", "HEAD~1..HEAD"},
	} {
		trace := filepath.Join(t.TempDir(), "trace")
		cmd := exec.Command("strace", append([]string{"-f", "-qq", "-e", "trace=execve,execveat,socket,connect,bind,sendto", "-e", "signal=none", "-o", trace, program}, args...)...)
		cmd.Dir, cmd.Env = repo.dir, environment(t.TempDir())
		out, err := cmd.CombinedOutput()
		if strings.Contains(string(out), "ptrace") && strings.Contains(string(out), "not permitted") {
			if os.Getenv("CI") == "true" {
				t.Fatalf("strace may not trace here: CI must run this test\n%s", out)
			}
			t.Skipf("strace may not trace here: %s", out)
		}
		if code := cmd.ProcessState.ExitCode(); code != 1 {
			t.Errorf("%v: exit code %d, %v; want 1\n%s", args, code, err, out)
		}
		text, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(regexp.MustCompile(`execve(at)?\(`).FindAll(text, -1)); n != 1 {
			t.Errorf("%v: %d programs were started, want 1, itself:\n%s", args, n, text)
		}
		if calls := regexp.MustCompile(`(?m)^.*\b(socket|connect|bind|sendto)\(.*$`).FindAll(text, -1); len(calls) > 0 {
			t.Errorf("%v: connections:\n%s", args, calls)
		}
		if _, err := os.Lstat(mark); err == nil {
			t.Errorf("%v: what the configuration names was run", args)
		}
	}
}
