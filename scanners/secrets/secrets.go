// Package secrets finds credentials in bytes. A Detector takes a text and gives
// matches; it reads no file, starts no process and writes nothing.
//
// Its rules are gitleaks' published configuration and launchlint's own, and what
// it finds in a text is what gitleaks v8.30.1 finds in the same text with the same
// configuration: keywords first, then regular expressions, entropy, allow-lists,
// and again on what is left when base64, hex, percent and Unicode escapes are
// undone. Differential tests hold the two against each other. docs/secrets.md
// says what is meant to differ.
//
// What the raw text of a secret is used for ends with Detect. A Match holds a
// redacted form and a keyed hash; the raw form leaves by Fragment.Conceal only,
// for those who must keep it out of their output.
package secrets

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules"
)

// A Detector finds secrets. It is safe for concurrent use.
type Detector struct {
	rules   []*rule // sorted by ID
	allow   []*allowList
	key     []byte
	ignore  *Ignore
	depth   int // how often text is decoded
	limits  Limits
	strict  bool // do as gitleaks does, its errors included
	noAllow bool
	unknown []string
	digest  string
	// questions are what PathClass asks.
	questions *pathQuestions
	*engine
	onceTraced sync.Once
	traced     *engine // see tracing
}

// New builds a Detector. It errs on a configuration that cannot be read and on a
// pattern that cannot be compiled or is too large, naming the rule and the file.
func New(o Options) (*Detector, error) {
	set, err := loadRules(&o)
	if err != nil {
		return nil, err
	}
	if !o.AsLoaded {
		for _, p := range ownPatterns() {
			if set.index(p.ID) < 0 { // a user's rule of that name wins
				set.add(sourcedPattern{Pattern: p, where: "launchlint's rules"})
			}
		}
	}
	for _, p := range o.Patterns {
		if err := checkLists(p.Allow, o.Limits.withDefaults()); err != nil {
			return nil, fmt.Errorf("rule %s: %w", p.ID, err)
		}
		set.add(sourcedPattern{Pattern: p, where: "launchlint's rules"})
	}
	d := &Detector{
		key: slices.Clone(o.Key), ignore: o.Ignore, limits: o.Limits.withDefaults(),
		strict: o.AsLoaded, noAllow: o.NoAllowComments, unknown: set.unknown, depth: o.DecodeDepth,
	}
	switch {
	case d.depth == 0:
		d.depth = DefaultDecodeDepth
	case d.depth < 0:
		d.depth = 0
	}
	for i := range set.patterns {
		p := &set.patterns[i]
		r, err := compileRule(p.Pattern, p.where, d.limits, p.byUser)
		if err != nil {
			return nil, err
		}
		d.rules = append(d.rules, r)
	}
	slices.SortFunc(d.rules, func(a, b *rule) int { return strings.Compare(a.ID, b.ID) })
	for i := range set.allow {
		a, err := compileAllowList(&set.allow[i], d.limits)
		if err != nil {
			return nil, fmt.Errorf("allowlist for all rules: %w", err)
		}
		d.allow = append(d.allow, a)
	}
	if err := link(d.rules); err != nil {
		return nil, err
	}
	if d.digest, err = digest(set, d); err != nil {
		return nil, err
	}
	d.questions = newPathQuestions(d)
	d.engine, err = newEngine(d.rules, false)
	return d, err
}

// Rules returns every rule that can be reported, sorted by ID. The slice is the caller's.
func (d *Detector) Rules() []*rules.Rule {
	var list []*rules.Rule
	for _, r := range d.rules {
		if !r.Silent {
			list = append(list, r.public)
		}
	}
	return list
}

// Digest returns the hex hash of everything that decides what is reported of a
// text: rules, allow-lists, ignored fingerprints, decoding depth, limits, the key,
// and the version of this code's semantics. Results of one digest can be kept for
// another run with the same.
func (d *Detector) Digest() string { return d.digest }

// Unknown returns what the user's configuration says that means nothing here,
// such as misspelt keys, one line each.
func (d *Detector) Unknown() []string { return slices.Clone(d.unknown) }

// semantics is to be raised whenever the same rules find something else.
const semantics = 1

func digest(set *ruleSet, d *Detector) (string, error) {
	type pattern struct {
		Pattern
		ByUser bool
		Marks  []bool
	}
	var patterns []pattern
	for _, p := range set.patterns {
		one := pattern{Pattern: p.Pattern, ByUser: p.byUser}
		one.Rule = nil // what is said of a rule changes nothing about where it matches
		for _, a := range p.Allow {
			one.Marks = append(one.Marks, a.byUser)
		}
		patterns = append(patterns, one)
	}
	var marks []bool
	for _, a := range set.allow {
		marks = append(marks, a.byUser)
	}
	key := hmac.New(sha256.New, d.key)
	text, err := json.Marshal(struct {
		Semantics int
		Patterns  []pattern
		Allow     []AllowList
		Marks     []bool
		Ignore    []string
		Depth     int
		Strict    bool
		NoAllow   bool
		Limits    Limits
		Key       []byte
	}{semantics, patterns, set.allow, marks, d.ignore.lines(), d.depth, d.strict, d.noAllow, d.limits, key.Sum(nil)})
	if err != nil {
		return "", fmt.Errorf("hash the rules: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
