package config

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/launchlint/launchlint/rules/internal/spelling"
	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

// MaxSize bounds a configuration file, in bytes. It comes with the scanned
// repository, so it is not trusted to be small.
const MaxSize = 1 << 20

// Parse decodes a launchlint.yaml strictly; file is its name for errors. Every
// mistake is told as file:line:column: message, one a line, and the nearest
// valid key is offered for an unknown one. Empty data means Default. Rule names
// are not looked up: CheckNames does that, once all rules are known.
func Parse(file string, data []byte) (*Config, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("%s: the file has %d bytes; at most %d are read", file, len(data), MaxSize)
	}
	c := Default()
	c.Version = 0
	places, err := strictyaml.Decode(file, 1, data, c)
	if err != nil {
		return nil, err
	}
	c.file, c.places = file, places
	if !places.Has("") {
		c.Version = 1 // nothing but comments
		return c, nil
	}
	if !places.Has("version") {
		return nil, places.Errorf("", "version is missing; start the file with version: 1")
	}
	if c.Version != 1 {
		return nil, places.Errorf("version", "version %d is not known; this launchlint reads version 1", c.Version)
	}
	if err := c.validate(); err != nil {
		return nil, err
	}
	return c, nil
}

// YAML returns the configuration in full, defaults included, as Parse reads it.
func (c *Config) YAML() ([]byte, error) {
	data, err := yaml.MarshalWithOptions(c, yaml.Indent(2), yaml.IndentSequence(true))
	if err != nil {
		return nil, fmt.Errorf("encode configuration: %w", err)
	}
	return data, nil
}

// validate checks what the types leave open.
func (c *Config) validate() error {
	var errs []error
	bad := func(path, format string, args ...any) {
		errs = append(errs, c.places.Errorf(path, format, args...))
	}
	for _, name := range slices.Sorted(maps.Keys(c.Rules)) {
		r, path := c.Rules[name], "rules."+name
		if blank(r.Reason) {
			bad(path, "%s has no reason; say why the rule is changed", path)
		}
		if r.Enabled == nil && r.Severity == 0 {
			bad(path, "%s changes nothing; give it enabled or severity, or remove it", path)
		}
	}
	for i, e := range c.Exclude {
		path := fmt.Sprintf("exclude[%d]", i)
		if blank(e.Reason) {
			bad(path, "%s has no reason; say why findings there can be accepted", path)
		}
		if len(e.Paths) == 0 {
			bad(path, "%s has no paths", path)
		}
		for j, pattern := range e.Paths {
			if err := checkPattern(pattern); err != nil {
				bad(fmt.Sprintf("%s.paths[%d]", path, j), "%s", err)
			}
		}
	}
	for i, tag := range c.Code.BuildTags {
		if !patterns["tag"].MatchString(tag) {
			bad(fmt.Sprintf("code.build-tags[%d]", i), "%q is no build tag", tag)
		}
	}
	for i, name := range c.CORS.AllowHelpers {
		if !patterns["function"].MatchString(name) {
			bad(fmt.Sprintf("cors.allow-helpers[%d]", i), "%q is no full name of a function; want import/path.Name or (*import/path.Type).Name", name)
		}
	}
	for key, names := range map[string][]string{"session-names": c.Cookies.SessionNames, "preference-names": c.Cookies.PreferenceNames} {
		for i, name := range names {
			if blank(name) {
				bad(fmt.Sprintf("cookies.%s[%d]", key, i), "a cookie's name is not empty")
			}
		}
	}
	if p := c.Secrets.Config; p != "" && !filepath.IsLocal(filepath.FromSlash(p)) {
		bad("secrets.config", "%q leads out of the repository; want a path relative to %s", p, FileName)
	}
	if d := c.Secrets.DecodeDepth; d < 0 || d > 8 {
		bad("secrets.decode-depth", "decode-depth is %d; want 0 to 8", d)
	}
	return inOrder(errs)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// CheckNames reports the rule names in the configuration that are not in known,
// the IDs and families of every rule there is, with the nearest one.
func (c *Config) CheckNames(known []string) error {
	set := make(map[string]bool)
	for _, name := range known {
		set[name] = true
	}
	var errs []error
	check := func(path, name string) {
		if set[name] {
			return
		}
		hint := "`launchlint rules` lists them all"
		if near := spelling.Nearest(name, known); near != "" {
			hint = fmt.Sprintf("the nearest is %q", near)
		}
		errs = append(errs, c.places.Errorf(path, "no rule is called %q; %s", name, hint))
	}
	for name := range c.Rules {
		check("rules."+name, name)
	}
	for i, e := range c.Exclude {
		for j, name := range e.Rules {
			check(fmt.Sprintf("exclude[%d].rules[%d]", i, j), name)
		}
	}
	return inOrder(errs)
}

// inOrder joins errors in order of position.
func inOrder(errs []error) error {
	slices.SortFunc(errs, func(a, b error) int {
		var x, y *strictyaml.Error
		if !errors.As(a, &x) || !errors.As(b, &y) || x.Line == y.Line && x.Column == y.Column {
			return strings.Compare(a.Error(), b.Error())
		}
		if x.Line != y.Line {
			return x.Line - y.Line
		}
		return x.Column - y.Column
	})
	return errors.Join(errs...)
}
