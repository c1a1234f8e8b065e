package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules/internal/spelling"
)

// A Catalogue is a set of rules, sorted by ID. The zero value is empty.
type Catalogue struct {
	list []*Rule
	byID map[string]*Rule
}

// NewCatalogue returns the catalogue of the given rules, of which the lists may
// share some: two scanners can look for the same. It errs when two different
// rules share an ID, since everything downstream is keyed by it.
func NewCatalogue(lists ...[]*Rule) (*Catalogue, error) {
	c := &Catalogue{byID: make(map[string]*Rule)}
	for _, list := range lists {
		for _, r := range list {
			if same := c.byID[r.ID]; same != nil {
				if reflect.DeepEqual(same, r) {
					continue
				}
				return nil, fmt.Errorf("build rule catalogue: two rules are called %q", r.ID)
			}
			c.byID[r.ID] = r
			c.list = append(c.list, r)
		}
	}
	slices.SortFunc(c.list, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return c, nil
}

// Rules returns the rules sorted by ID. The slice is the caller's.
func (c *Catalogue) Rules() []*Rule { return slices.Clone(c.list) }

// Get returns the rule with that ID, or nil.
func (c *Catalogue) Get(id string) *Rule { return c.byID[id] }

// Match returns the rules that a name stands for: the rule with that ID, or all
// rules of the family with that name. An unknown name gives nil.
func (c *Catalogue) Match(name string) []*Rule {
	if r := c.byID[name]; r != nil {
		return []*Rule{r}
	}
	var out []*Rule
	for _, r := range c.list {
		if r.Family() == name {
			out = append(out, r)
		}
	}
	return out
}

// Names returns every name that Match knows: IDs and families, sorted.
func (c *Catalogue) Names() []string {
	var names []string
	for _, r := range c.list {
		names = append(names, r.ID, r.Family())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Select returns the rules named by only, or all when only is empty, less those
// named by skip. An unknown name is an error that offers the nearest known one.
func (c *Catalogue) Select(only, skip []string) (map[string]*Rule, error) {
	selected := make(map[string]*Rule)
	if len(only) == 0 {
		for _, r := range c.list {
			selected[r.ID] = r
		}
	}
	for _, name := range only {
		match := c.Match(name)
		if match == nil {
			return nil, c.unknown("--only", name)
		}
		for _, r := range match {
			selected[r.ID] = r
		}
	}
	for _, name := range skip {
		match := c.Match(name)
		if match == nil {
			return nil, c.unknown("--skip", name)
		}
		for _, r := range match {
			delete(selected, r.ID)
		}
	}
	return selected, nil
}

func (c *Catalogue) unknown(flag, name string) error {
	if near := Nearest(name, c.Names()); near != "" {
		return fmt.Errorf("%s: no rule is called %q; the nearest is %q (`launchlint rules` lists them all)", flag, name, near)
	}
	return fmt.Errorf("%s: no rule is called %q (`launchlint rules` lists them all)", flag, name)
}

// Nearest returns the candidate that name is most likely a misspelling of, or ""
// when none is close. Ties go to the earlier candidate.
func Nearest(name string, candidates []string) string { return spelling.Nearest(name, candidates) }
