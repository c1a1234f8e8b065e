//go:build unix

package proctest

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// oldReport is what stands in the report's file before a run.
const oldReport = "{\"version\": \"the old one\"}\n"

// A stopped is a run that a signal was sent to.
type stopped struct {
	state   *os.ProcessState
	after   time.Duration // from the signal to the end
	stdout  []byte
	report  []byte
	whole   bool // the report is a new one, and complete
	strange []string
	env     []string
}

// A target is a repository that takes about a second to scan, and how long that is.
type target struct {
	repo  *repository
	took  time.Duration
	found []string // what a run that is not stopped finds
}

func newTarget(t *testing.T) *target {
	repo := newRepository(t)
	repo.fill(60, 300_000)
	g := &target{repo: repo}
	start := time.Now()
	g.found = g.finish(t, environment(t.TempDir()))
	g.took = time.Since(start)
	return g
}

// finish runs a scan to its end and returns what it found.
func (g *target) finish(t *testing.T, env []string) []string {
	t.Helper()
	report := filepath.Join(t.TempDir(), "r.sarif")
	if r := launch(t, g.repo.dir, env, "secrets", "--history", "--format", "sarif:"+report); r.code != 1 {
		t.Fatalf("exit code %d, want 1\n%s", r.code, r.stderr)
	}
	return fingerprints(t, report)
}

// stop starts a scan with a report into a file, sends a signal after some time, and
// looks at what is there.
func (g *target) stop(t *testing.T, sent syscall.Signal, wait time.Duration) stopped {
	t.Helper()
	dir := t.TempDir()
	report := filepath.Join(dir, "r.sarif")
	if err := os.WriteFile(report, []byte(oldReport), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "secrets", "--history", "--format", "sarif:"+report, "--format", "text")
	home := t.TempDir()
	cmd.Dir, cmd.Env = g.repo.dir, environment(home)
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	at := time.Now()
	_ = cmd.Process.Signal(sent) // it may have ended
	_ = cmd.Wait()
	s := stopped{state: cmd.ProcessState, after: time.Since(at), stdout: stdout.Bytes(), env: cmd.Env}
	for _, place := range []string{dir, home} {
		err := filepath.WalkDir(place, func(name string, d fs.DirEntry, err error) error {
			if err == nil && place == home && d.Name() == "cache" {
				return filepath.SkipDir // what is left there, the next run removes
			}
			if err == nil && (strings.Contains(d.Name(), "tmp") || place == dir && d.Name() != "r.sarif" && name != dir) {
				s.strange = append(s.strange, d.Name())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if s.report, err = os.ReadFile(report); err != nil {
		t.Errorf("the report is gone: %v", err)
	}
	var log struct {
		Runs []struct{ Results []json.RawMessage }
	}
	s.whole = json.Unmarshal(s.report, &log) == nil && len(log.Runs) == 1 && len(log.Runs[0].Results) > 0
	return s
}

// TestSignals interrupts scans at moments all over their time.
func TestSignals(t *testing.T) {
	t.Parallel()
	g := newTarget(t)
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0)) // other moments each time
	interrupted, late := 0, 0
	for i := range 10 * *rounds {
		sent, code := syscall.SIGINT, 130
		if i%2 == 1 {
			sent, code = syscall.SIGTERM, 143
		}
		wait := time.Duration(random.Float64() * float64(g.took))
		s := g.stop(t, sent, wait)
		status, _ := s.state.Sys().(syscall.WaitStatus)
		switch {
		case s.state.ExitCode() == code, status.Signaled() && status.Signal() == sent: // the latter before it had begun
			interrupted++
			if string(s.report) != oldReport || len(s.stdout) > 0 {
				t.Errorf("%v after %v: the old report is gone, or a part of a new one was written: %.80q, %.80q", sent, wait, s.report, s.stdout)
			}
		case s.state.ExitCode() == 1: // it was done
			if !s.whole || !bytes.HasSuffix(s.stdout, []byte("\n")) {
				t.Errorf("%v after %v: a report that is not whole: %.80q", sent, wait, s.report)
			}
		default:
			t.Errorf("%v after %v: it ended with %v", sent, wait, s.state)
		}
		if len(s.strange) > 0 {
			t.Errorf("%v after %v: files are left behind: %q", sent, wait, s.strange)
		}
		if s.after > time.Second {
			late++
		}
		if s.after > 5*time.Second {
			t.Errorf("%v after %v: it took %v to end", sent, wait, s.after)
		}
	}
	t.Logf("%d runs of about %v: %d interrupted, %d took more than a second to end", 10**rounds, g.took, interrupted, late)
	if interrupted == 0 {
		t.Error("no run was interrupted: nothing was tested")
	}
}

// TestKilled kills scans, half of them when they are about to write.
func TestKilled(t *testing.T) {
	t.Parallel()
	g := newTarget(t)
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	old, fresh := 0, 0
	for i := range 10 * *rounds {
		at := random.Float64()
		if i%2 == 1 {
			at = 0.9 + at/5
		}
		wait := time.Duration(at * float64(g.took))
		s := g.stop(t, syscall.SIGKILL, wait)
		switch {
		case string(s.report) == oldReport:
			old++
		case s.whole:
			fresh++
		default:
			t.Errorf("killed after %v: neither the old report nor a new one: %.80q", wait, s.report)
		}
		if len(s.strange) > 0 {
			t.Errorf("killed after %v: files are left behind: %q", wait, s.strange)
		}
		// What it has left of a cache misleads nobody.
		if i%2 == 1 && !slices.Equal(g.finish(t, s.env), g.found) {
			t.Errorf("killed after %v: the next run finds something else", wait)
		}
	}
	t.Logf("%d runs of about %v: %d old reports, %d new ones", 10**rounds, g.took, old, fresh)
	if old == 0 {
		t.Error("no run was killed in time: nothing was tested")
	}
}
