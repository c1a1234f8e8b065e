package secrets

import (
	"fmt"
	"slices"

	"github.com/zricethezav/gitleaks/v8/config"
)

// defaultName is what messages call the default configuration.
const defaultName = "the default gitleaks configuration"

// maxExtend is how many files deep configurations may extend each other, gitleaks' own bound.
const maxExtend = 2

// loadRules returns the rule set that the options ask for. gitleaks decodes
// through a process-wide viper and a depth counter that is never reset; this
// reads the same text with no state.
func loadRules(o *Options) (*ruleSet, error) {
	if o.Config == nil {
		return defaultRules(o.AsLoaded)
	}
	set, err := loadExtended(o, o.Config.Name, o.Config.Data, 0)
	if err != nil {
		return nil, err
	}
	for _, t := range set.targeted {
		for _, id := range t.rules {
			i := set.index(id)
			if i < 0 {
				return nil, fmt.Errorf("read %s: allowlist: target rule %q does not exist: name a rule of this file or of what it extends",
					o.Config.Name, id)
			}
			set.patterns[i].Allow = append(slices.Clone(set.patterns[i].Allow), t.AllowList)
		}
	}
	return set, nil
}

// defaultRules decodes gitleaks' published configuration.
func defaultRules(asLoaded bool) (*ruleSet, error) {
	set, _, err := decodeConfig(defaultName, []byte(config.DefaultConfig), false)
	if err != nil {
		return nil, err
	}
	if !asLoaded {
		correct(set)
	}
	return set, nil
}

func loadExtended(o *Options, name string, data []byte, depth int) (*ruleSet, error) {
	set, extend, err := decodeConfig(name, data, true)
	if err != nil {
		return nil, err
	}
	if depth == maxExtend {
		return set, nil
	}
	switch {
	case extend.UseDefault && extend.Path != "":
		return nil, fmt.Errorf("read %s: extend: useDefault and path stand side by side: choose one", name)
	case extend.URL != "" && !extend.UseDefault && extend.Path == "":
		return nil, fmt.Errorf("read %s: extend: url is not supported: fetch the file and name it as path", name)
	case extend.UseDefault:
		base, err := defaultRules(o.AsLoaded)
		if err != nil {
			return nil, err
		}
		set.extend(base, extend.DisabledRules, name)
	case extend.Path != "":
		if o.Config.Load == nil {
			return nil, fmt.Errorf("read %s: extend: path %q: no other file may be read here", name, extend.Path)
		}
		text, err := o.Config.Load(extend.Path)
		if err != nil {
			return nil, fmt.Errorf("read %s: extend: path %q: %w", name, extend.Path, err)
		}
		base, err := loadExtended(o, extend.Path, text, depth+1)
		if err != nil {
			return nil, fmt.Errorf("read %s: extend: %w", name, err)
		}
		set.extend(base, extend.DisabledRules, name)
	}
	return set, nil
}

// extend puts base below s: its rules come in, and what s says of a rule with the
// same ID is laid over them.
func (s *ruleSet) extend(base *ruleSet, disabled []string, name string) {
	for _, id := range disabled {
		if base.index(id) < 0 {
			s.unknown = append(s.unknown, fmt.Sprintf("%s: disabledRules: no rule is called %q", name, id))
		}
	}
	for _, b := range base.patterns {
		if slices.Contains(disabled, b.ID) {
			continue
		}
		i := s.index(b.ID)
		if i < 0 {
			s.patterns = append(s.patterns, b)
			continue
		}
		s.patterns[i] = overlay(b, s.patterns[i])
	}
	s.allow = append(s.allow, base.allow...)
	s.unknown = append(s.unknown, base.unknown...)
}

// overlay returns base with what top sets in its place, and lists joined.
func overlay(base, top sourcedPattern) sourcedPattern {
	out := base
	if top.Description != "" {
		out.Description = top.Description
	}
	if top.Entropy != 0 {
		out.Entropy = top.Entropy
	}
	if top.Group != 0 {
		out.Group = top.Group
	}
	if top.Regex != "" {
		out.Regex = top.Regex
		out.where, out.byUser = top.where, top.byUser
	}
	if top.Path != "" {
		out.Path = top.Path
		out.where, out.byUser = top.where, top.byUser
	}
	out.Tags = slices.Concat(base.Tags, top.Tags)
	out.Keywords = slices.Concat(base.Keywords, top.Keywords)
	out.Allow = slices.Concat(base.Allow, top.Allow)
	if len(top.Required) > 0 {
		out.Required = top.Required
	}
	out.Silent = base.Silent || top.Silent
	return out
}

// link resolves the rules that others require.
func link(all []*rule) error {
	for _, r := range all {
		for _, q := range r.Required {
			i := slices.IndexFunc(all, func(c *rule) bool { return c.ID == q.ID })
			if i < 0 {
				return fmt.Errorf("%s: rule %q: required rule %q does not exist", r.where, r.ID, q.ID)
			}
			need := require{rule: all[i], withinLines: -1, withinColumns: -1}
			if q.WithinLines != nil {
				need.withinLines = max(*q.WithinLines, 0)
			}
			if q.WithinColumns != nil {
				need.withinColumns = max(*q.WithinColumns, 0)
			}
			r.require = append(r.require, need)
		}
	}
	return nil
}
