package secrets

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// The shapes of gitleaks' configuration file. Names match in any case, as they
// do for gitleaks, which reads them through viper.
type (
	fileConfig struct {
		Title      string
		Extend     fileExtend
		Rules      []fileRule
		AllowList  *fileGlobalAllow // the old form
		Allowlists []fileGlobalAllow
		MinVersion string
	}
	fileExtend struct {
		Path          string
		URL           string
		UseDefault    bool
		DisabledRules stringList
	}
	fileRule struct {
		ID          string
		Description string
		Path        string
		Regex       string
		SecretGroup int
		Entropy     float64
		Keywords    stringList
		Tags        stringList
		AllowList   *fileAllow // the old form
		Allowlists  []fileAllow
		Required    []fileRequired
		SkipReport  bool
	}
	fileRequired struct {
		ID            string
		WithinLines   *int
		WithinColumns *int
	}
	fileAllow struct {
		Description string
		Condition   string
		Commits     stringList
		Paths       stringList
		RegexTarget string
		Regexes     stringList
		StopWords   stringList
	}
	fileGlobalAllow struct {
		TargetRules stringList
		fileAllow
	}
)

// A stringList reads an array of strings, or one string of comma-separated
// values, which viper takes for one.
type stringList []string

// UnmarshalTOML implements toml.Unmarshaler.
func (l *stringList) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*l = strings.Split(v, ",")
		return nil
	case []any:
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return fmt.Errorf("want strings, found %T", e)
			}
			*l = append(*l, s)
		}
		return nil
	}
	return fmt.Errorf("want an array of strings, found %T", v)
}

// A ruleSet is what a configuration comes to: patterns in order of their file,
// and the allow-lists that hold for all of them.
type ruleSet struct {
	patterns []sourcedPattern
	allow    []AllowList
	// targeted are allow-lists for single rules, which can be of any file that
	// this one extends.
	targeted []targetedAllow
	// unknown are keys that mean nothing, each with its file.
	unknown []string
}

type sourcedPattern struct {
	Pattern
	where  string
	byUser bool
}

type targetedAllow struct {
	rules []string
	AllowList
}

// maxConfig bounds a configuration file, in bytes.
const maxConfig = 1 << 20

// decodeConfig reads one file, without what it extends.
func decodeConfig(name string, data []byte, byUser bool) (*ruleSet, fileExtend, error) {
	fail := func(err error) (*ruleSet, fileExtend, error) {
		return nil, fileExtend{}, fmt.Errorf("read %s: %w", name, err)
	}
	if byUser && len(data) > maxConfig {
		return fail(fmt.Errorf("%d bytes long, at most %d are allowed", len(data), maxConfig))
	}
	var f fileConfig
	meta, err := toml.Decode(string(data), &f)
	if err != nil {
		var at toml.ParseError
		if errors.As(err, &at) {
			return fail(fmt.Errorf("line %d: %s", at.Position.Line, at.Message))
		}
		return fail(err)
	}
	set := new(ruleSet)
	for _, key := range meta.Undecoded() {
		set.unknown = append(set.unknown, fmt.Sprintf("%s: unknown key %s", name, key))
	}
	set.unknown = slices.Compact(set.unknown)
	if f.AllowList != nil {
		if len(f.Allowlists) > 0 {
			return fail(errors.New("[allowlist] and [[allowlists]] stand side by side: use the second form for all"))
		}
		f.Allowlists = []fileGlobalAllow{*f.AllowList}
	}
	for i := range f.Allowlists {
		a, err := f.Allowlists[i].allowList(byUser)
		if err != nil {
			return fail(fmt.Errorf("allowlist %d: %w", i+1, err))
		}
		if targets := f.Allowlists[i].TargetRules; len(targets) > 0 {
			set.targeted = append(set.targeted, targetedAllow{targets, a})
		} else {
			set.allow = append(set.allow, a)
		}
	}
	for i := range f.Rules {
		p, err := f.Rules[i].pattern(byUser)
		if err != nil {
			return fail(fmt.Errorf("rule %q: %w", f.Rules[i].ID, err))
		}
		set.add(sourcedPattern{p, name, byUser})
	}
	return set, f.Extend, nil
}

// add appends p, or puts it in the place of the one with the same ID, which the
// last definition in a file replaces.
func (s *ruleSet) add(p sourcedPattern) {
	if i := s.index(p.ID); i >= 0 {
		s.patterns[i] = p
		return
	}
	s.patterns = append(s.patterns, p)
}

func (s *ruleSet) index(id string) int {
	return slices.IndexFunc(s.patterns, func(p sourcedPattern) bool { return p.ID == id })
}

func (f *fileRule) pattern(byUser bool) (Pattern, error) {
	p := Pattern{
		ID: f.ID, Description: f.Description, Regex: f.Regex, Path: f.Path, Group: f.SecretGroup,
		Entropy: f.Entropy, Keywords: f.Keywords, Tags: f.Tags, Silent: f.SkipReport,
	}
	if f.AllowList != nil {
		if len(f.Allowlists) > 0 {
			return p, errors.New("[rules.allowlist] and [[rules.allowlists]] stand side by side: use the second form for all")
		}
		f.Allowlists = []fileAllow{*f.AllowList}
	}
	for i := range f.Allowlists {
		a, err := f.Allowlists[i].allowList(byUser)
		if err != nil {
			return p, fmt.Errorf("allowlist %d: %w", i+1, err)
		}
		p.Allow = append(p.Allow, a)
	}
	for _, r := range f.Required {
		if r.ID == "" {
			return p, errors.New("a required rule has no id")
		}
		p.Required = append(p.Required, Required(r))
	}
	return p, nil
}

func (f *fileAllow) allowList(byUser bool) (AllowList, error) {
	a := AllowList{
		Description: f.Description, Commits: f.Commits, Paths: f.Paths, Regexes: f.Regexes,
		Target: f.RegexTarget, StopWords: f.StopWords, byUser: byUser,
	}
	switch strings.ToUpper(f.Condition) {
	case "AND", "&&":
		a.All = true
	case "", "OR", "||":
	default:
		return a, fmt.Errorf("condition %q: want and, or", f.Condition)
	}
	if a.Target == "secret" {
		a.Target = ""
	}
	return a, nil
}
