package secrets

import (
	"bytes"
	"strings"

	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// An engine finds where the rules' expressions match.
type engine struct {
	list     []*rule
	keywords *words.Automaton
	owners   [][]int // keyword -> rules
}

func newEngine(rules []*rule) (*engine, error) {
	e := &engine{list: rules}
	index := make(map[string]int)
	var list []string
	for i, r := range rules {
		for _, k := range r.Keywords {
			k = strings.ToLower(k)
			j, ok := index[k]
			if !ok {
				j = len(list)
				index[k] = j
				list = append(list, k)
				e.owners = append(e.owners, nil)
			}
			e.owners[j] = append(e.owners[j], i)
		}
	}
	var err error
	e.keywords, err = words.New(list)
	return e, err
}

// each calls try for the rules whose keyword is in the text.
func (e *engine) each(s *search, try func(*rule) error) error {
	on := make([]bool, len(e.list))
	_, hits := e.keywords.Scan(0, bytes.ToLower(s.text), 0, nil)
	for _, h := range hits {
		for _, w := range e.keywords.Words(h.State) {
			for _, r := range e.owners[w] {
				on[r] = true
			}
		}
	}
	for i, r := range e.list {
		if !on[i] && len(r.Keywords) > 0 {
			continue
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := try(r); err != nil {
			return err
		}
	}
	return nil
}

// matches calls yield with every match of r's expression in the text.
func (e *engine) matches(s *search, r *rule, yield func(start, end int)) error {
	for _, m := range r.regex.get().FindAllIndex(s.text, -1) {
		yield(m[0], m[1])
	}
	return nil
}
