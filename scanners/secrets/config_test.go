package secrets

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/viper"
	"github.com/zricethezav/gitleaks/v8/config"
	"github.com/zricethezav/gitleaks/v8/detect"
)

// userConfig uses everything that gitleaks' format has.
const userConfig = `
title = "ours"
[extend]
useDefault = true
disabledRules = ["jwt", "no-such-rule"]

[[rules]]
id = "generic-api-key"
entropy = 4.1
tags = ["noisy"]
[rules.allowlist]
stopwords = ["ACME"]

[[rules]]
id = "acme-key"
description = "ACME key"
regex = '''(?i)\bacme[_-]([a-z0-9]{12})\b'''
keywords = ["Acme"]
secretGroup = 1
[[rules.allowlists]]
condition = "AND"
paths = ['''\.md$''']
regexTarget = "line"
regexes = ["sample"]
[[rules.allowlists]]
commits = ["00AA"]
regexes = ["^0000"]

[[rules]]
id = "acme-pair"
regex = '''pair:[a-z]{6}'''
[[rules.required]]
id = "acme-key"
withinLines = 2
[[rules.required]]
id = "acme-user"
withinColumns = 30

[[rules]]
id = "acme-user"
regex = '''user:[a-z]{4}'''
skipReport = true

[[rules]]
id = "acme-empty"
regex = '''q*'''
path = '''\.q$'''

[[rules]]
id = "acme-hex"
regex = '''[a-f]{3}[0-9]{3}$|^[0-9]{3}[a-f]{3}'''

[[rules]]
id = "acme-file"
path = '''\.acme$'''

[[rules]]
id = "acme-wide"
regex = '''ключ=(\pL{4,8})'''
keywords = ["КЛЮЧ"]

[[allowlists]]
targetRules = ["acme-key", "github-pat"]
regexes = ["zzz"]

[[allowlists]]
paths = ['''vendored/''']
`

// foreignFrom reads a configuration as gitleaks does. It extends the default one
// through a counter that gitleaks never resets: once in a process.
func foreignFrom(t *testing.T, text string) *detect.Detector {
	t.Helper()
	viper.Reset()
	viper.SetConfigType("toml")
	if err := viper.ReadConfig(strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	var v config.ViperConfig
	if err := viper.Unmarshal(&v); err != nil {
		t.Fatal(err)
	}
	c, err := v.Translate()
	if err != nil {
		t.Fatal(err)
	}
	d := detect.NewDetector(c)
	d.MaxDecodeDepth = DefaultDecodeDepth
	return d
}

// TestConfigParity holds a user's configuration against gitleaks.
func TestConfigParity(t *testing.T) {
	theirs := foreignFrom(t, userConfig)
	ours, err := New(Options{AsLoaded: true, Config: &Config{Name: ".gitleaks.toml", Data: []byte(userConfig)}, Limits: Limits{Matches: 1 << 30, Time: -1}})
	if err != nil {
		t.Fatal(err)
	}
	if got := ours.Unknown(); !slices.Equal(got, []string{`.gitleaks.toml: disabledRules: no rule is called "no-such-rule"`}) {
		t.Errorf("unknown: %q", got)
	}
	matches := 0
	for seed := range uint64(400) {
		g := newGenerator(seed)
		var b strings.Builder
		for range 1 + g.IntN(10) {
			r := ours.rules[g.IntN(len(ours.rules))]
			if g.IntN(2) == 0 {
				r = ours.rules[slices.IndexFunc(ours.rules, func(r *rule) bool { return strings.HasPrefix(r.ID, "acme") })+g.IntN(7)]
			}
			if r.Regex != "" {
				b.WriteString(g.matching(r.Regex))
			}
			b.WriteString([]string{" ", "\n", "\n\n\n", " sample ", "zzz", "ACME", " ключ=дверь ", "КЛЮЧ", "user:anna ", "qq"}[g.IntN(10)])
		}
		path := []string{"a.md", "a.go", "x.q", "a.acme", "vendored/a.go", "", "package-lock.json"}[g.IntN(7)]
		matches += compare(t, theirs, ours, path, b.String())
	}
	if matches < 300 {
		t.Errorf("only %d matches", matches)
	}
}

func TestConfigErrors(t *testing.T) {
	long := strings.Repeat("a", 5000)
	for name, c := range map[string]struct{ text, want string }{
		"no TOML":             {"[[rules]\n", "read c.toml: line 2: "},
		"bad expression":      {"[[rules]]\nid='x'\nregex='a(b'", "c.toml: rule \"x\": regex: missing closing ): `a(b`"},
		"bad path":            {"[[rules]]\nid='x'\nregex='a'\npath='['", "c.toml: rule \"x\": path: missing closing ]: `[`"},
		"bad allow-list":      {"[[rules]]\nid='x'\nregex='a'\n[[rules.allowlists]]\nregexes=['(']", "c.toml: rule \"x\": allowlist: regexes: missing closing ): `(`"},
		"balanced by joining": {"[[rules]]\nid='x'\nregex='a'\n[[rules.allowlists]]\nregexes=['a(', 'b)']", "missing closing )"},
		"global allow-list":   {"[[allowlists]]\npaths=['*']", "allowlist for all rules: paths: missing argument to repetition operator: `*`"},
		"empty allow-list":    {"[[allowlists]]\ndescription='x'", "it lists nothing"},
		"condition":           {"[[allowlists]]\ncondition='xor'\npaths=['a']", `condition "xor"`},
		"target":              {"[[allowlists]]\nregexTarget='page'\npaths=['a']", `regexTarget "page"`},
		"no id":               {"[[rules]]\nregex='a'", "a rule has no id"},
		"nothing to match":    {"[[rules]]\nid='x'", "both regex and path are empty"},
		"group":               {"[[rules]]\nid='x'\nregex='(a)'\nsecretGroup=2", "secretGroup 2: the regex has 1 groups"},
		"negative group":      {"[[rules]]\nid='x'\nregex='(a)'\nsecretGroup=-1", "secretGroup -1"},
		"required":            {"[[rules]]\nid='x'\nregex='a'\n[[rules.required]]\nid='y'", `required rule "y" does not exist`},
		"required nothing":    {"[[rules]]\nid='x'\nregex='a'\n[[rules.required]]\nwithinLines=1", "a required rule has no id"},
		"target rule":         {"[[allowlists]]\ntargetRules=['y']\npaths=['a']", `target rule "y" does not exist`},
		"two forms":           {"[allowlist]\npaths=['a']\n[[allowlists]]\npaths=['a']", "side by side"},
		"two forms in a rule": {"[[rules]]\nid='x'\nregex='a'\n[rules.allowlist]\npaths=['a']\n[[rules.allowlists]]\npaths=['a']", "side by side"},
		"two bases":           {"[extend]\nuseDefault=true\npath='a'", "choose one"},
		"a url":               {"[extend]\nurl='https://host/a.toml'", "url is not supported"},
		"a file":              {"[extend]\npath='other.toml'", "open other.toml: gone"},
		"a wrong type":        {"[[rules]]\nid='x'\nregex='a'\nkeywords=[1]", "want strings"},
		"too long":            {"[[rules]]\nid='x'\nregex='" + long + "'", "5000 bytes long, at most 4096"},
		"too large":           {"[[rules]]\nid='x'\nregex='(?:[a-z]{500}x){100}'", "c.toml: rule \"x\": regex: "},
		"a huge file":         {"#" + strings.Repeat("x", 1<<20), "at most 1048576 are allowed"},
	} {
		_, err := New(Options{Config: &Config{Name: "c.toml", Data: []byte(c.text), Load: func(path string) ([]byte, error) {
			return nil, errors.New("open " + path + ": gone")
		}}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
	}
}

// TestExtendPath reads what the file extends, and what that one extends.
func TestExtendPath(t *testing.T) {
	files := map[string]string{
		"base.toml": "[extend]\npath='root.toml'\n[[rules]]\nid='b'\nregex='b'\nkeywords='one,two'",
		"root.toml": "[extend]\npath='beyond.toml'\n[[rules]]\nid='r'\nregex='r'\n[[rules]]\nid='b'\nregex='x'\nentropy=3",
	}
	set, err := loadRules(&Options{Config: &Config{
		Name: "c.toml", Data: []byte("typo=1\n[extend]\npath='base.toml'\n[[rules]]\nid='c'\nregex='c'\n[[allowlists]]\ntargetRules=['r']\nstopwords=['w']"),
		Load: func(path string) ([]byte, error) { return []byte(files[path]), nil },
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range set.patterns {
		got = append(got, p.ID+" "+p.Regex+" "+strings.Join(p.Keywords, "+"))
		if p.ID == "r" && len(p.Allow) != 1 || p.ID == "b" && p.Entropy != 3 {
			t.Errorf("%+v", p)
		}
	}
	if want := []string{"c c ", "b b one+two", "r r "}; !slices.Equal(got, want) {
		t.Errorf("rules %q, want %q", got, want)
	}
	if !slices.Equal(set.unknown, []string{"c.toml: unknown key typo"}) {
		t.Errorf("unknown %q", set.unknown)
	}
}

// TestUserAllowListsMark proves that what a user's list covers is marked, and what
// the default lists exclude is dropped and counted.
func TestUserAllowListsMark(t *testing.T) {
	g := newGenerator(51)
	token := "gh" + "p_" + g.secretOf(36, alnum)
	d, err := New(Options{Config: &Config{Name: "c.toml", Data: []byte(`
[extend]
useDefault = true
[[allowlists]]
description = "old tokens"
regexes = ['''^` + token + `$''']
[[allowlists]]
description = "their code"
paths = ['''^theirs/''']
[[allowlists]]
description = "a bad day"
commits = ["ABCDEF"]
[[allowlists]]
targetRules = ["github-pat"]
description = "the bot"
regexTarget = "line"
regexes = ["ci-bot"]
`)}})
	if err != nil {
		t.Fatal(err)
	}
	other := "gh" + "p_" + g.secretOf(36, alnum)
	for _, c := range []struct{ path, commit, text, reason string }{
		{"a.go", "", token, "old tokens"},
		{"a.go", "", "x " + token + "\n", "old tokens"},
		{"theirs/a.go", "", other, "their code"},
		{"a.go", "abcdef", other, "a bad day"},
		{"a.go", "", "ci-bot " + other + "\n", "the bot"},
	} {
		matches, stats := detectAll(t, d, Fragment{Path: c.path, Commit: c.commit, Data: []byte(c.text)})
		if len(matches) != 1 || matches[0].Allowed == nil || matches[0].Allowed.Kind != "allowlist" || matches[0].Allowed.Reason != c.reason || stats.Allowed != 1 {
			t.Errorf("%s: %s %+v", c.reason, describe(matches), stats)
		}
	}
	matches, _ := detectAll(t, d, Fragment{Path: "a.go", Data: []byte("ci-bot\n" + other + "\n")})
	if len(matches) != 1 || matches[0].Allowed != nil {
		t.Errorf("another line: %s", describe(matches))
	}
	matches, stats := detectAll(t, d, Fragment{Path: "a.go", Data: []byte(`api_key = "1` + "abcdefghijklmnopqrstuvwxyz" + `"`)})
	if len(matches) != 0 || stats.Excluded != 1 {
		t.Errorf("a word: %s %+v", describe(matches), stats)
	}
	matches, stats = detectAll(t, d, Fragment{Path: "a.png", Data: []byte(other)})
	if len(matches) != 0 || stats.PathExcluded != 1 {
		t.Errorf("a picture: %s %+v", describe(matches), stats)
	}
}

// TestDigest proves that it tells rule sets apart and nothing else.
func TestDigest(t *testing.T) {
	digest := func(o Options) string {
		d, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		return d.Digest()
	}
	seen := map[string]string{}
	for name, o := range map[string]Options{
		"default": {}, "as loaded": {AsLoaded: true}, "no decoding": {DecodeDepth: -1}, "limits": {Limits: Limits{Matches: 5}},
		"a pattern": {Patterns: []Pattern{{ID: "p", Regex: "p"}}}, "another": {Patterns: []Pattern{{ID: "p", Regex: "p", Entropy: 1}}},
		"a configuration": {Config: &Config{Data: []byte(userConfig)}}, "no comments": {NoAllowComments: true},
		"a fingerprint": {Ignore: ignoreOf("a.go:jwt:1")}, "another fingerprint": {Ignore: ignoreOf("a.go:jwt:2")}, "a key": {Key: []byte("k")},
	} {
		sum := digest(o)
		if other := seen[sum]; other != "" || len(sum) != 64 {
			t.Errorf("%s and %s: %s", name, other, sum)
		}
		seen[sum] = name
		if again := digest(o); again != sum {
			t.Errorf("%s: %s, then %s", name, sum, again)
		}
	}
}

func ignoreOf(line string) *Ignore {
	ignore, _ := ParseIgnore([]byte(line))
	return ignore
}
