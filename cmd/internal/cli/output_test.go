package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
)

func testEnv(t *testing.T, vars map[string]string) (*Env, *bytes.Buffer) {
	t.Helper()
	out := new(bytes.Buffer)
	return &Env{Stdout: out, Stderr: new(bytes.Buffer), Dir: t.TempDir(), Getenv: func(name string) string { return vars[name] }}, out
}

func TestReports(t *testing.T) {
	env, stdout := testEnv(t, nil)
	out, err := (&reportFlags{formats: []string{"sarif:r.sarif", "text:-", "json:" + filepath.Join(env.Dir, "r.json"), "markdown"}, output: "r.md"}).open(env, env.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Begin(&engine.Scan{}); err != nil {
		t.Fatal(err)
	}
	if err := out.End(&engine.Summary{}); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(env.Dir); len(entries) != 0 || stdout.Len() != 0 {
		t.Errorf("before Commit: %d files, %d bytes", len(entries), stdout.Len())
	}
	if err := out.Commit(); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"r.sarif": `"version": "2.1.0"`, "r.json": `"findings": []`, "r.md": "## launchlint: 0 findings"} {
		if text, err := os.ReadFile(filepath.Join(env.Dir, file)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %q, %v", file, text, err)
		}
	}
	if got := stdout.String(); got != "0 findings\n" {
		t.Errorf("standard output %q", got)
	}
}

func TestReportFlagsRefused(t *testing.T) {
	env, _ := testEnv(t, nil)
	if err := os.Mkdir(filepath.Join(env.Dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flags reportFlags
		want  string
	}{
		{reportFlags{formats: []string{"sarf"}}, `no format is called "sarf"; the nearest is "sarif"`},
		{reportFlags{formats: []string{"zzzzzz"}}, `no format is called "zzzzzz" (known: github, json, markdown, sarif, text)`},
		{reportFlags{formats: []string{"text", "json"}}, "--format text and json would both go to standard output; give one a file, as in --format json:FILE"},
		{reportFlags{formats: []string{"text", "json:-"}}, "would both go to standard output"},
		{reportFlags{formats: []string{"sarif:x", "json:./sub/../x"}}, "--format sarif and json would both go to "},
		{reportFlags{formats: []string{"sarif:x"}, output: "y"}, "every --format has its own already"},
		{reportFlags{output: "absent/x"}, "does not exist; create it first"},
		{reportFlags{formats: []string{"sarif:sub"}}, "it is a directory"},
		{reportFlags{color: "rainbow"}, `--color: "rainbow" is not auto, always or never`},
	} {
		if _, err := c.flags.open(env, env.Dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %q", c.flags, err, c.want)
		}
	}
}

func TestColored(t *testing.T) {
	for _, c := range []struct {
		flag string
		vars map[string]string
		want bool
	}{
		{"auto", nil, false}, // a buffer is no terminal
		{"always", map[string]string{"NO_COLOR": "1"}, true},
		{"never", map[string]string{"CLICOLOR_FORCE": "1"}, false},
		{"auto", map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{"auto", map[string]string{"CLICOLOR_FORCE": "0"}, false},
		{"auto", map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
		{"auto", map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": ""}, true},
	} {
		env, _ := testEnv(t, c.vars)
		if got := (place{flags: &reportFlags{color: c.flag}, env: env, stdout: true}).colored(); got != c.want {
			t.Errorf("--color %s, %v: %v, want %v", c.flag, c.vars, got, c.want)
		}
	}
}

func TestSensitive(t *testing.T) {
	holds := sensitive()
	// Made here: no file of this repository holds a whole one.
	token := "ghp_"
	for i := range 36 {
		token += string(rune('A' + i*7%26 + i%2*32))
	}
	for line, want := range map[string]bool{`auth := "` + token + `"`: true, `origin := r.Header.Get("Origin")`: false} {
		if got := holds([]byte(line)); got != want {
			t.Errorf("%d bytes of source: sensitive %v, want %v", len(line), got, want)
		}
	}
}
