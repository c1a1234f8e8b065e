package secrets

import (
	"regexp/syntax"
	"strings"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// A wordList gathers the words that an engine's automaton looks for, each once,
// with everything that it stands for.
type wordList struct {
	index map[string]int
	list  []string
	acts  []act
}

func newWordList() *wordList {
	l := &wordList{index: make(map[string]int)}
	for _, f := range folding {
		l.at(f).folds = true
	}
	l.at(ownAllow).comment = true
	return l
}

func (l *wordList) at(word string) *act {
	i, ok := l.index[word]
	if !ok {
		i = len(l.list)
		l.index[word] = i
		l.list = append(l.list, word)
		l.acts = append(l.acts, act{})
	}
	return &l.acts[i]
}

func (l *wordList) literal(word string, branch int) {
	a := l.at(word)
	a.literals = append(a.literals, literal{int32(branch), int32(len(word))})
}

func (l *wordList) keyword(word string, rule int) {
	a := l.at(strings.ToLower(word))
	a.enable = append(a.enable, rule)
}

// build returns the automaton, and for each of its accepting states what the words
// that end there stand for together.
func (l *wordList) build() (*words.Automaton, []act, error) {
	a, err := words.New(l.list)
	if err != nil {
		return nil, nil, err
	}
	acts := make([]act, a.Accepting())
	for i := range acts {
		for _, w := range a.WordsAt(i) {
			acts[i].enable = append(acts[i].enable, l.acts[w].enable...)
			acts[i].literals = append(acts[i].literals, l.acts[w].literals...)
			acts[i].folds = acts[i].folds || l.acts[w].folds
			acts[i].comment = acts[i].comment || l.acts[w].comment
		}
	}
	return a, acts, nil
}

// prefixOf tells the prefixes that can be decided without a machine.
func prefixOf(tree *syntax.Regexp) prefixKind {
	switch {
	case tree == nil:
		return prefixNone
	case tree.Op == syntax.OpWordBoundary:
		return prefixBoundary
	}
	return prefixAny
}

// compile makes the programs of a plan at its first use.
func (p *plan) compile() {
	p.once.Do(func() {
		var err error
		if p.full, err = rex.Compile(p.rule.regex.tree(), rex.Forward); err != nil {
			p.failed = true
			return
		}
		if p.search, err = rex.NewSearch(p.rule.regex.tree()); err != nil {
			p.failed = true
			return
		}
		for _, b := range p.branches {
			if err = b.compile(); err != nil {
				p.failed = true
				return
			}
		}
	})
}

// compile makes the programs of a branch.
func (b *branch) compile() (err error) {
	if b.suffix, err = rex.Compile(b.Suffix, rex.Forward); err != nil {
		return err
	}
	if b.before == prefixAny {
		b.prefix, err = rex.Compile(rex.Reverse(b.Prefix), rex.Backward)
	}
	return err
}
