package secrets

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// An engine finds where the rules' expressions match, without running most of
// them over most of the text.
//
// One pass of an automaton looks for all keywords and for the literals that each
// expression cannot do without (rex.Split). Where a literal stands, what must
// follow it is tried from there, which fails within a few bytes as a rule, and
// then what must stand before it. Only where both hold does the expression run,
// from the leftmost place where it can begin. The matches are the ones that
// regexp finds in the whole text: a match holds a literal, a literal lies in no
// match that begins further than its reach before it, and what comes before the
// leftmost start that works cannot match.
//
// A text so full of a rule's literals that trying each costs more than looking at
// every byte is looked at that way, by one automaton for the whole expression.
type engine struct {
	plans []*plan // in order of the rules
	index map[*rule]int
	count int // of branches
	words *words.Automaton
	acts  []act // for each accepting state of words
	slow  []int // rules with keywords beyond ASCII
	free  freeList

	scouts []*scout
	local  locality

	onceLower sync.Once
	lower     *words.Automaton // of all keywords
	owners    [][]int          // for each: its rules
}

// A plan is how the expression of one rule is found.
type plan struct {
	rule     *rule
	number   int       // among all plans, those of scouts behind those of rules
	branches []*branch // none: look at every byte
	// keyword is set when a literal alone does not prove that a keyword is there.
	keyword bool
	// crosses is set when a match can be on two lines, and locality knows what it
	// goes over.
	crosses bool

	once   sync.Once
	full   *rex.Program
	search *rex.Search
	failed bool // too complex for rex: regexp does it
}

// A branch is a rex.Branch made ready.
type branch struct {
	*rex.Branch
	number         int // among all branches of all rules
	before         prefixKind
	suffix, prefix *rex.Program
}

type prefixKind int

const (
	prefixNone prefixKind = iota
	prefixBoundary
	prefixAny
)

// An act is what a state of the automaton stands for.
type act struct {
	enable   []int // rules whose keyword was seen
	literals []literal
	folds    bool // a rune that folds to ASCII was seen
	comment  bool // an allow comment of ours was seen
}

type literal struct{ branch, length int32 }

// newEngine prepares rules, with what a Trace asks for if it is to be told.
func newEngine(rules []*rule, traced bool) (*engine, error) {
	e := &engine{index: make(map[*rule]int)}
	b := newWordList()
	for i, r := range rules {
		p := &plan{rule: r, number: i}
		e.plans = append(e.plans, p)
		e.index[r] = i
		var literals []string
		if r.regex != nil {
			literals = e.split(p, b)
		}
		p.keyword = len(r.Keywords) > 0 && !implied(literals, r.Keywords)
		if p.keyword && e.needsFolding(r) {
			e.slow = append(e.slow, i)
		} else if p.keyword {
			for _, k := range r.Keywords {
				b.keyword(k, i)
			}
		}
	}
	if traced {
		e.locate(b)
	}
	var err error
	if e.words, e.acts, err = b.build(); err != nil {
		return nil, fmt.Errorf("prepare %d rules: %w", len(rules), err)
	}
	return e, nil
}

// split divides the expression of p into branches, and returns their literals.
func (e *engine) split(p *plan, b *wordList) (literals []string) {
	split := rex.Split(p.rule.regex.tree())
	for j := range split {
		one := &branch{Branch: &split[j], number: e.count, before: prefixOf(split[j].Prefix)}
		e.count++
		p.branches = append(p.branches, one)
		for _, l := range one.Literals {
			b.literal(l, one.number)
		}
		literals = append(literals, one.Literals...)
	}
	return literals
}

// implied reports whether each literal holds a keyword, so that the literal's
// presence is the keyword's.
func implied(literals, keywords []string) bool {
	if len(literals) == 0 {
		return false
	}
	for _, l := range literals {
		if !slices.ContainsFunc(keywords, func(k string) bool { return k != "" && strings.Contains(l, strings.ToLower(k)) }) {
			return false
		}
	}
	return true
}

// needsFolding reports whether r has a keyword that the automaton cannot find.
func (e *engine) needsFolding(r *rule) bool {
	return slices.ContainsFunc(r.Keywords, func(k string) bool {
		return k == "" || strings.ContainsFunc(strings.ToLower(k), func(c rune) bool { return c >= utf8.RuneSelf })
	})
}

// collect looks for the words of the text and notes what it finds in s.work.
func (e *engine) collect(s *search) error {
	w, text := s.work, s.text
	if len(text) > math.MaxInt32 {
		return fmt.Errorf("look for secrets: %d bytes at once, at most 2 GiB are possible: cut the text into windows", len(text))
	}
	w.begin()
	err := e.scan(s, e.words, text, func(hits []words.Hit) { e.note(w, hits) })
	if err == nil && w.folds {
		err = e.collectFolded(s)
	}
	if err != nil {
		return err
	}
	for _, i := range e.slow {
		low := bytes.ToLower(text)
		for _, k := range e.plans[i].rule.Keywords {
			w.enabled[i] = w.enabled[i] || bytes.Contains(low, []byte(strings.ToLower(k)))
		}
	}
	return nil
}

// scan hands the hits of a in text to note, block by block and in order.
func (e *engine) scan(s *search, a *words.Automaton, text []byte, note func([]words.Hit)) error {
	const block = 64 << 10
	for at := 0; at < len(text); at += block {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		hits := &s.work.hits
		a.Scan(text, at, min(at+block, len(text)), hits)
		for i := range hits {
			note(hits[i])
		}
	}
	s.stats.Work += int64(len(text))
	return nil
}

// note does what the words that were hit stand for.
func (e *engine) note(w *workspace, hits []words.Hit) {
	for _, h := range hits {
		a := &e.acts[e.words.Index(h.State)]
		for _, r := range a.enable {
			w.enabled[r] = true
		}
		for _, l := range a.literals {
			w.add(l.branch, h.End-l.length)
		}
		w.folds = w.folds || a.folds
		w.comments = w.comments || a.comment
	}
}

// each calls try for every rule that may match in the text.
func (e *engine) each(s *search, try func(*rule) error) error {
	if err := e.collect(s); err != nil {
		return err
	}
	if s.trace != nil {
		if err := s.traceWords(); err != nil {
			return err
		}
	}
	for i, p := range e.plans {
		if !e.wanted(s.work, i) {
			continue
		}
		if err := try(p.rule); err != nil {
			return err
		}
	}
	return nil
}

// wanted reports whether rule i may match in the text: a keyword is there, and a
// literal, where the rule has them.
func (e *engine) wanted(w *workspace, i int) bool {
	p := e.plans[i]
	asked := p.keyword || w.folds && len(p.rule.Keywords) > 0
	if asked && !w.enabled[i] {
		return false
	}
	return len(p.branches) == 0 || w.stands(p)
}
