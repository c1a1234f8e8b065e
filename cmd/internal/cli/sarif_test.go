package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/sarif"
)

func TestSarifCommands(t *testing.T) {
	dir := t.TempDir()
	for name, o := range map[string]sarif.Options{"a.sarif": {Version: "1.0.0"}, "b.sarif": {Version: "1.0.0"}, "c.sarif": {Version: "2.0.0"}} {
		var out bytes.Buffer
		w := sarif.New(&out, o)
		if err := w.Begin(&engine.Scan{}); err != nil {
			t.Fatal(err)
		}
		if err := w.End(&engine.Summary{Scanned: []engine.Count{{Name: name, N: 1}}}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "bad\x1b.sarif"), []byte(`{"version":"2.1.0","runs":[{}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{[]string{"validate", "a.sarif", "bad\x1b.sarif"}, 2, "a.sarif: valid\nbad\\x1b.sarif: /runs/0: missing property 'tool'\n", ""},
		{[]string{"validate", "a.sarif"}, 0, "a.sarif: valid\n", ""},
		{[]string{"validate", "a.sarif", "b.sarif"}, 2, `b.sarif: /runs/0: a second run of tool "launchlint"`, ""},
		{[]string{"validate"}, 2, "", "name at least one SARIF file"},
		{[]string{"validate", "absent.sarif"}, 2, "", "no such file"},
		{[]string{"validate", "."}, 2, "", "is a directory"},
		{[]string{"validate", "-"}, 2, "-: /: not JSON", ""},
		{[]string{"merge", "a.sarif", "b.sarif"}, 0, `"b.sarif": 1`, ""},
		{[]string{"merge", "a.sarif", "b.sarif", "-o", "out.sarif"}, 0, "", ""},
		{[]string{"validate", "out.sarif"}, 0, "out.sarif: valid\n", ""},
		{[]string{"merge", "a.sarif", "c.sarif", "-o", "never.sarif"}, 2, "", "scan all shards with one version"},
		{[]string{"merge", "a.sarif", "-o", "absent/out.sarif"}, 2, "", "does not exist; create it first"},
		{[]string{"marge"}, 2, "", `no command is called "marge"; the nearest is "merge"`},
	} {
		var stdout, stderr bytes.Buffer
		code := Run(context.Background(), append([]string{"sarif"}, c.args...), Env{Stdin: strings.NewReader("x"), Stdout: &stdout, Stderr: &stderr, Dir: dir})
		if code != c.code || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
			t.Errorf("sarif %q: code %d, want %d\nstandard output %q, want %q\nstandard error %q, want %q", c.args, code, c.code, stdout.String(), c.stdout, stderr.String(), c.stderr)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "never.sarif")); err == nil {
		t.Error("a refused merge wrote a file")
	}
}
