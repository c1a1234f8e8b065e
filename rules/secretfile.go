package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

//go:embed secrets/*.yaml
var secretFS embed.FS

// maxPattern bounds the source of a regular expression, in bytes.
const maxPattern = 4096

// secretFile is the content of a file below secrets/.
type secretFile struct {
	// Allow holds for every rule of the file.
	Allow []SecretAllow `yaml:"allow"`
	Rules []secretEntry `yaml:"rules"`
}

type secretEntry struct {
	ID               string          `yaml:"id"`
	Title            string          `yaml:"title"`
	Summary          string          `yaml:"summary"`
	Severity         Severity        `yaml:"severity"`
	SecuritySeverity score           `yaml:"security-severity"`
	Precision        degree          `yaml:"precision"`
	Fix              string          `yaml:"fix"`
	Pattern          string          `yaml:"pattern"`
	Keywords         []string        `yaml:"keywords"`
	SecretGroup      int             `yaml:"secret-group"`
	Entropy          float64         `yaml:"entropy"`
	Path             string          `yaml:"path"`
	Yields           bool            `yaml:"yields"`
	Allow            []SecretAllow   `yaml:"allow"`
	Examples         []secretExample `yaml:"examples"`
	NegativeExamples []secretExample `yaml:"negative-examples"`
}

// secretExample is a text in parts, which are joined. See assemble.
type secretExample struct {
	Text []string `yaml:"text"`
	Path string   `yaml:"path"`
}

// loadSecrets reads every file below secrets/. The error joins all mistakes.
func loadSecrets(fsys fs.FS) ([]*SecretRule, error) {
	files, err := fs.Glob(fsys, "secrets/*.yaml")
	if err != nil {
		return nil, err
	}
	var list []*SecretRule
	var errs []error
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		more, err := parseSecrets("rules/"+file, data)
		list, errs = append(list, more...), append(errs, err)
	}
	slices.SortFunc(list, func(a, b *SecretRule) int { return strings.Compare(a.ID, b.ID) })
	for i := 1; i < len(list); i++ {
		if list[i].ID == list[i-1].ID {
			errs = append(errs, fmt.Errorf("rules/secrets: two rules are called %q", list[i].ID))
		}
	}
	return list, errors.Join(errs...)
}

func parseSecrets(file string, data []byte) ([]*SecretRule, error) {
	var f secretFile
	places, err := strictyaml.Decode(file, 1, data, &f)
	if err != nil {
		return nil, err
	}
	if len(f.Rules) == 0 {
		return nil, places.Errorf("", "the file has no rules")
	}
	var list []*SecretRule
	var errs []error
	for i := range f.Rules {
		path := fmt.Sprintf("rules[%d]", i)
		f.Rules[i].Allow = slices.Concat(f.Rules[i].Allow, f.Allow)
		if err := f.Rules[i].check(path, places); err != nil {
			errs = append(errs, err)
			continue
		}
		r, err := f.Rules[i].rule(path, places)
		list, errs = append(list, r), append(errs, err)
	}
	return list, errors.Join(errs...)
}

// check reports what is missing or wrong in an entry.
func (e *secretEntry) check(path string, places *strictyaml.Places) error {
	bad := func(key, format string, args ...any) error {
		at := path
		if places.Has(path + "." + key) {
			at = path + "." + key
		}
		return places.Errorf(at, format, args...)
	}
	name, ok := strings.CutPrefix(e.ID, SecretFamily+"/")
	if !ok || !namePattern.MatchString(name) {
		return bad("id", "the id is %q; want %s/NAME, with lower-case words joined by dashes", e.ID, SecretFamily)
	}
	for key, value := range map[string]string{"title": e.Title, "summary": e.Summary, "fix": e.Fix, "pattern": e.Pattern} {
		if value == "" {
			return bad(key, "%s has no %s", e.ID, key)
		}
	}
	if e.Severity == 0 || e.SecuritySeverity == "" || e.Precision == "" {
		return bad("", "%s lacks one of severity, security-severity and precision", e.ID)
	}
	if strings.HasSuffix(e.Title, ".") {
		return bad("title", "the title ends in a period")
	}
	if len(e.Keywords) == 0 {
		return bad("keywords", "%s has no keywords; without one every text is searched in full", e.ID)
	}
	for i, k := range e.Keywords {
		if len(k) < 3 || k != strings.ToLower(k) {
			return bad(fmt.Sprintf("keywords[%d]", i), "keyword %q: want three bytes or more, in lower case", k)
		}
	}
	pattern, err := compilePattern(e.Pattern)
	if err != nil {
		return bad("pattern", "pattern: %s", err)
	}
	if e.SecretGroup < 0 || pattern.NumSubexp() == 0 || e.SecretGroup > pattern.NumSubexp() {
		return bad("secret-group", "secret-group is %d; the pattern has %d groups, of which one must hold the secret", e.SecretGroup, pattern.NumSubexp())
	}
	if _, err := compilePattern(e.Path); err != nil {
		return bad("path", "path: %s", err)
	}
	for i := range e.Allow {
		if err := e.Allow[i].check(); err != nil {
			return bad(fmt.Sprintf("allow[%d]", i), "%s", err)
		}
	}
	if len(e.Examples) == 0 || len(e.NegativeExamples) == 0 {
		return bad("", "%s needs examples and negative-examples", e.ID)
	}
	return nil
}

func (a *SecretAllow) check() error {
	if a.Reason == "" {
		return errors.New("an allow entry says its reason")
	}
	if len(a.Regexes)+len(a.StopWords)+len(a.Paths) == 0 {
		return errors.New("an allow entry has regexes, stopwords or paths")
	}
	if !slices.Contains([]string{"", "secret", "match", "line"}, a.Target) {
		return fmt.Errorf("target is %q; want secret, match or line", a.Target)
	}
	if a.Target == "" {
		a.Target = "secret"
	}
	for _, source := range slices.Concat(a.Regexes, a.Paths) {
		if _, err := compilePattern(source); err != nil {
			return err
		}
	}
	return nil
}

func compilePattern(source string) (*regexp.Regexp, error) {
	if len(source) > maxPattern {
		return nil, fmt.Errorf("the expression has %d bytes; at most %d are read", len(source), maxPattern)
	}
	return regexp.Compile(source)
}

func (e *secretEntry) rule(path string, places *strictyaml.Places) (*SecretRule, error) {
	summary := strings.Join(strings.Fields(e.Summary), " ")
	r := &SecretRule{
		Rule: &Rule{
			ID: e.ID, Title: e.Title, Summary: summary,
			Help:     secretHelp(e.ID, summary, strings.TrimSpace(e.Fix)),
			Severity: e.Severity, SecuritySeverity: string(e.SecuritySeverity), Confidence: Confidence(e.Precision),
			CWE: []int{798}, OWASP: "API2:2023", Checklist: "secrets", TextExamples: true,
		},
		Pattern: e.Pattern, Keywords: e.Keywords, Group: e.SecretGroup, Entropy: e.Entropy,
		Path: e.Path, Allow: e.Allow, Yields: e.Yields,
	}
	for _, list := range []struct {
		key  string
		from []secretExample
		to   *[]SecretExample
	}{{"examples", e.Examples, &r.Examples}, {"negative-examples", e.NegativeExamples, &r.NegativeExamples}} {
		for i, example := range list.from {
			at := fmt.Sprintf("%s.%s[%d]", path, list.key, i)
			text, secret, err := assemble(fmt.Sprintf("%s %s %d", e.ID, list.key, i), example.Text)
			if err != nil {
				return nil, places.Errorf(at, "%s", err)
			}
			if list.key == "examples" && secret == "" {
				return nil, places.Errorf(at, "no part of the example is marked as the secret")
			}
			*list.to = append(*list.to, SecretExample{Text: text, Path: example.Path, Secret: secret, Line: places.Line(at)})
		}
	}
	return r, nil
}

// secretHelp is the page of a secret rule.
func secretHelp(id, summary, fix string) string {
	return summary + `

## Why it matters
Whoever can read the repository, its history, a fork, a backup or a build log has the credential. It stays valid after the line is deleted, because history keeps it.

## How to fix
1. Revoke or change the credential where it is valid. Removing it from the code does not help before that.
2. Look through that system's log for uses that are not yours since the day it was committed.
3. ` + fix + `

## How to let it pass
When it is no secret, say so in a comment at the end of the line, with the reason:

    launchlint:ignore ` + id + ` sample value of the documentation
`
}
