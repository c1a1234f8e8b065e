package proctest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestLiveRepository scans while git commits, packs everything anew, packs refs and
// prunes in the same repository. The secrets that were there before are found each
// time, and no scan is incomplete.
func TestLiveRepository(t *testing.T) {
	t.Parallel()
	repo := newRepository(t)
	repo.fill(30, 3_000)
	stop, done := make(chan struct{}), make(chan int)
	go func() { done <- repo.churn(stop) }()
	var first []string
	for i := range 10 * *rounds {
		report := filepath.Join(t.TempDir(), "r.sarif")
		r := launch(t, repo.dir, environment(t.TempDir()), "secrets", "--history", "--format", "sarif:"+report)
		got := fingerprints(t, report)
		if r.code != 1 {
			t.Errorf("scan %d: exit code %d, want 1\n%s", i, r.code, r.stderr)
		}
		if i == 0 {
			first = got
		}
		if !slices.Equal(got, first) || len(got) < 30 {
			t.Errorf("scan %d: %d findings, at first %d; want the same ones, 30 or more", i, len(got), len(first))
		}
	}
	close(stop)
	turns := <-done
	t.Logf("%d turns of git during %d scans", turns, 10**rounds)
	if turns < 2 {
		t.Errorf("git did only %d turns: nothing was live", turns)
	}
}

// churn works in the repository until it is told to stop, and returns how many
// turns it did. What it commits holds no secret.
func (r *repository) churn(stop chan struct{}) (turns int) {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return turns
		default:
		}
		name := fmt.Sprintf("live%d", n%3)
		if err := os.WriteFile(filepath.Join(r.dir, name), []byte(strings.Repeat(fmt.Sprintf("line %d\n", n), 50)), 0o644); err != nil {
			r.Error(err)
			return turns
		}
		for _, args := range [][]string{
			{"add", name},
			{"commit", "-q", "-m", "Live"},
			{"branch", "-f", fmt.Sprintf("b%d", n%4)},
			{"tag", "-f", fmt.Sprintf("t%d", n%4)},
			{"repack", "-adfq"},
			{"pack-refs", "--all", "--prune"},
			{"commit", "-q", "--amend", "-m", "Live again"},
			{"reflog", "expire", "--expire=now", "--all"},
			{"prune", "--expire=now"},
		} {
			if out, err := r.try("", args...); err != nil {
				r.Errorf("git %v: %v\n%s", args, err, out)
				return turns
			}
		}
		turns++
	}
}

// fingerprints returns what tells the results of a report from each other, sorted.
func fingerprints(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID              string            `json:"ruleId"`
				PartialFingerprints map[string]string `json:"partialFingerprints"`
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, run := range log.Runs {
		for _, r := range run.Results {
			out = append(out, fmt.Sprint(r.RuleID, r.PartialFingerprints))
		}
	}
	slices.Sort(out)
	return out
}
