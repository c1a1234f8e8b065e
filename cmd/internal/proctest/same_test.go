package proctest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestSameReports scans one history stored in three ways, with one processor and
// with more: the reports are equal, byte for byte.
func TestSameReports(t *testing.T) {
	t.Parallel()
	loose := newRepository(t)
	secrets := loose.fill(25, 8_000)
	// What fast-import packs when it is given much is unpacked here.
	packs, err := filepath.Glob(filepath.Join(loose.dir, ".git", "objects", "pack", "*.pack"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range packs {
		text, err := os.ReadFile(pack)
		if err != nil {
			t.Fatal(err)
		}
		for _, ext := range []string{".pack", ".idx", ".rev"} {
			_ = os.Remove(pack[:len(pack)-len(".pack")] + ext)
		}
		loose.git(string(text), "unpack-objects", "-q")
	}
	top := filepath.Dir(loose.dir)
	stored := map[string]string{"loose": loose.dir}
	for name, args := range map[string][]string{"packed": {"--no-hardlinks"}, "borrowed": {"--shared"}} {
		dir := filepath.Join(top, name, "repo")
		loose.git("", append([]string{"clone", "-q"}, append(args, loose.dir, dir)...)...)
		loose.git("", "-C", dir, "remote", "remove", "origin")
		loose.git("", "-C", dir, "update-ref", "-d", "ORIG_HEAD")
		stored[name] = dir
	}
	loose.git("", "-C", stored["packed"], "repack", "-adfq")
	var first run
	var firstReport []byte
	n := 0
	for round := range 20 {
		name := []string{"loose", "packed", "borrowed"}[round%3]
		procs := []string{"1", "2", "8"}[round/3%3]
		report := filepath.Join(t.TempDir(), "r.sarif")
		r := launch(t, stored[name], environment(t.TempDir(), "GOMAXPROCS="+procs), "secrets", "--history", "--format", "text", "--format", "sarif:"+report)
		text, err := os.ReadFile(report)
		if err != nil {
			t.Fatalf("%v\n%s", err, r.stderr)
		}
		if r.code != 1 {
			t.Fatalf("exit code %d, want 1\n%s", r.code, r.stderr)
		}
		if n++; n == 1 {
			first, firstReport = r, text
			continue
		}
		for what, pair := range map[string][2][]byte{"text": {first.stdout, r.stdout}, "SARIF": {firstReport, text}, "standard error": {first.stderr, r.stderr}} {
			if !bytes.Equal(pair[0], pair[1]) {
				t.Errorf("%s, %s processors: another %s than at first: %s", name, procs, what, difference(pair[0], pair[1]))
			}
		}
	}
	if got := bytes.Count(first.stdout, []byte("(secret/github-pat)")); got != len(secrets) {
		t.Errorf("%d secrets are in the report, want %d", got, len(secrets))
	}
}

// difference returns where two texts part.
func difference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-40)
	return fmt.Sprintf("at byte %d: %q and %q", i, a[from:min(len(a), i+80)], b[from:min(len(b), i+80)])
}
