// Package config is launchlint.yaml: its structure, its strict decoding and the
// questions that the rest of the program asks of it.
//
// The comments on the fields below are also the descriptions in the JSON schema,
// docs/launchlint.schema.json, so they speak to the file's author. The tag
// `schema` adds what a Go type cannot say: "required", "min=N", "max=N", "filled"
// (text that is not blank, a list that is not empty), and "each=NAME" for the
// pattern that a list's entries match.
package config

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

// FileName is the configuration's name at the top of the scanned repository.
const FileName = "launchlint.yaml"

// Config is the content of launchlint.yaml.
type Config struct {
	// Version of this file's format. The only one is 1.
	Version int `yaml:"version" schema:"required,min=1,max=1"`
	// FailOn is the least severity that makes launchlint exit with code 1: note, warning, error, or never.
	FailOn FailOn `yaml:"fail-on"`
	// Rules changes rules, by id (cookieflags/secure) or by family for all its rules (cookieflags). An id wins over its family.
	Rules map[string]Rule `yaml:"rules,omitempty"`
	// Exclude hides findings by path. They are counted and listed, not dropped.
	Exclude []Exclusion `yaml:"exclude,omitempty"`
	// Code says how Go packages are loaded and judged.
	Code Code `yaml:"code"`
	// CORS tells the corsorigin analyzer what it cannot see.
	CORS CORS `yaml:"cors"`
	// Cookies tells the cookieflags analyzer what cookies are for.
	Cookies Cookies `yaml:"cookies"`
	// Secrets says how files are searched for secrets.
	Secrets Secrets `yaml:"secrets"`

	// file is the name that Parse was given; places tells where values stand.
	file   string
	places *strictyaml.Places
}

// Rule is a change to a rule or to a family of rules. It has a reason and at least one of the others.
type Rule struct {
	// Enabled is false to turn the rule off.
	Enabled *bool `yaml:"enabled,omitempty"`
	// Severity of the rule's findings, in place of what the rule says for each: note, warning or error.
	Severity rules.Severity `yaml:"severity,omitempty"`
	// Reason for the change, for whoever reads it next year.
	Reason string `yaml:"reason" schema:"required,filled"`
}

// Exclusion hides the findings of some rules below some paths.
type Exclusion struct {
	// Paths are patterns relative to the directory of launchlint.yaml, with slashes. * stands for anything within one name, ** for any number of directories; a directory stands for all that is in it.
	Paths []string `yaml:"paths" schema:"required,filled,each=path"`
	// Rules are the ids or families that are hidden; all of them when it is left out.
	Rules []string `yaml:"rules,omitempty"`
	// Reason why findings there can be accepted.
	Reason string `yaml:"reason" schema:"required,filled"`
}

// Code says how Go packages are loaded and judged.
type Code struct {
	// BuildTags are set while packages are loaded, as by go build -tags.
	BuildTags []string `yaml:"build-tags,omitempty" schema:"each=tag"`
	// Tests is true to judge _test.go files too.
	Tests bool `yaml:"tests"`
	// Generated is true to report findings in generated files too. They are counted in any case.
	Generated bool `yaml:"generated"`
}

// CORS tells the corsorigin analyzer what it cannot see.
type CORS struct {
	// AllowHelpers are functions that compare an origin with an allow-list, by full name: example.com/app/web.IsAllowed or (*example.com/app/web.Policy).Allows. An origin that one of them accepted counts as approved.
	AllowHelpers []string `yaml:"allow-helpers,omitempty" schema:"each=function"`
}

// Cookies tells the cookieflags analyzer what cookies are for. Names may hold * for anything; case does not count.
type Cookies struct {
	// SessionNames are cookies that carry a session or another credential. They are held to every flag.
	SessionNames []string `yaml:"session-names,omitempty" schema:"each=text"`
	// PreferenceNames are cookies that carry nothing worth stealing, such as a theme or a language. They need no HttpOnly.
	PreferenceNames []string `yaml:"preference-names,omitempty" schema:"each=text"`
}

// Secrets says how files are searched for secrets.
type Secrets struct {
	// Config is a gitleaks configuration in TOML, relative to the directory of launchlint.yaml, whose rules and allow-lists are read beside the built-in ones.
	Config string `yaml:"config,omitempty"`
	// MaxFileSize is the size above which a file is skipped and counted, such as 256MiB.
	MaxFileSize Size `yaml:"max-file-size"`
	// DecodeDepth is how many layers of base64, hex and percent encoding are looked through.
	DecodeDepth int `yaml:"decode-depth" schema:"min=0,max=8"`
}

// Default returns the configuration that an absent or empty file means.
func Default() *Config {
	return &Config{
		Version: 1,
		FailOn:  FailOn(rules.Warning),
		Secrets: Secrets{MaxFileSize: 256 << 20, DecodeDepth: 5},
	}
}
