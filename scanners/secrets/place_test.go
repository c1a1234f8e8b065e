package secrets

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
)

func TestPassesAt(t *testing.T) {
	commit, other := strings.Repeat("ab", 20), strings.Repeat("cd", 20)
	ignore, malformed := ParseIgnore([]byte("a.go:github-pat:3\n" + commit + ":b.go:github-pat:4\n"))
	if len(malformed) > 0 {
		t.Fatal(malformed)
	}
	d, err := New(Options{Ignore: ignore, Config: &Config{Name: "c.toml", Data: []byte(`
[extend]
useDefault = true
[[allowlists]]
description = "their code"
paths = ['''^theirs/''']
[[allowlists]]
description = "a bad day"
commits = ["` + strings.ToUpper(other) + `"]
[[allowlists]]
description = "a bad day, of one word"
condition = "AND"
commits = ["` + commit + `"]
regexes = ["word"]
[[allowlists]]
targetRules = ["gitlab-pat"]
description = "labs"
paths = ["lab"]
`)}})
	if err != nil {
		t.Fatal(err)
	}
	if !d.JudgesPlaces() {
		t.Error("it says that it judges no places")
	}
	for _, c := range []struct {
		rule, commit, path string
		line               int
		want               string
	}{
		{"github-pat", "", "a.go", 3, "gitleaksignore "},
		{"github-pat", commit, "a.go", 3, "gitleaksignore "},
		{"github-pat", commit, "a.go", 4, ""},
		{"gitlab-pat", "", "a.go", 3, ""},
		{"github-pat", commit, "b.go", 4, "gitleaksignore "},
		{"github-pat", strings.ToUpper(commit), "b.go", 4, "gitleaksignore "},
		{"github-pat", "", "b.go", 4, ""},
		{"github-pat", "", "theirs/x", 1, "allowlist their code"},
		{"github-pat", other, "x", 1, "allowlist a bad day"},
		{"github-pat", commit, "x", 1, ""},
		{"github-pat", "", "lab/x", 1, ""},
		{"gitlab-pat", "", "lab/x", 1, "allowlist labs"},
		{"no-such-rule", other, "lab/x", 1, "allowlist a bad day"},
	} {
		m := Match{Rule: &rules.Rule{ID: "secret/" + c.rule}, MatchLine: c.line}
		got := ""
		if a := d.PassesAt(c.commit, c.path, &m); a != nil {
			got = a.Kind + " " + a.Reason
		}
		if got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
	plain, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if plain.JudgesPlaces() || plain.PassesAt(commit, "theirs/a.go", &Match{Rule: &rules.Rule{ID: "secret/github-pat"}, MatchLine: 3}) != nil {
		t.Error("the default configuration lets places pass")
	}
}
