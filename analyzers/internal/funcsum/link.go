package funcsum

import (
	"cmp"
	"slices"
	"strings"
)

// maxDepth bounds how many holes one after the other are closed.
const maxDepth = 6

// A Program closes holes with the functions of the units that it is made of.
type Program struct {
	units      []*Unit
	summaries  map[string]*Summary
	used       map[string]bool
	interfaces map[string]Interface
	converted  map[string][]string
	answers    map[string][]Effect // by framework
	functions  map[string][]string // what a hole can be, as far as it was asked for
	sources    map[gap][]Atom
	by         map[string][]string // who hands on the error of a function
	answering  map[string]bool
}

// gap is one result of a hole.
type gap struct {
	name  string
	index int
}

// NewProgram puts units together. Their order does not matter.
func NewProgram(units []*Unit) *Program {
	p := &Program{
		units: slices.Clone(units), summaries: make(map[string]*Summary), used: make(map[string]bool),
		interfaces: make(map[string]Interface), converted: make(map[string][]string), answers: make(map[string][]Effect),
		functions: make(map[string][]string), sources: make(map[gap][]Atom),
	}
	slices.SortStableFunc(p.units, func(a, b *Unit) int { return strings.Compare(a.Package, b.Package) })
	for _, u := range p.units {
		for key, s := range u.Summaries {
			p.summaries[key] = s
		}
		for _, name := range u.Used {
			p.used[name] = true
		}
		for key, in := range u.Interfaces {
			p.interfaces[key] = in
		}
		for name, funcs := range u.Converted {
			p.converted[name] = append(p.converted[name], funcs...)
		}
		for _, e := range u.Effects {
			if e.Dest.Target == ToAnswer {
				p.answers[e.Dest.Name] = append(p.answers[e.Dest.Name], e)
			}
		}
	}
	for name, funcs := range p.converted {
		slices.Sort(funcs)
		p.converted[name] = slices.Compact(funcs)
	}
	return p
}

// Close returns the closed effects that an effect leads to: itself if it is
// closed, otherwise one for each known source that comes through its holes. The
// ways of those begin as that of the effect and end where the source comes in: at
// the call of the hole, or at the return of the handler that is answered for.
func (p *Program) Close(e Effect) []Effect {
	if e.Source.Kind == Answered {
		var out []Effect
		if e.Source.Path != "" {
			return nil // the text of a reply, which is an effect where it is made
		}
		for _, answer := range p.answers[e.Source.Name] {
			if answer.Source.Kind != Answered {
				sources := slices.Clone(p.from(answer.Source, Value, 0))
				for i := range sources {
					sources[i].As = cmp.Or(answer.As, sources[i].As)
				}
				out = append(out, p.closed(e, sources, answer.Via[0])...)
			}
		}
		return out
	}
	return p.closed(e, p.from(e.Source, e.Form, 0), e.Source.At)
}

// closed returns the effects that come of an effect when its source is one of
// those; behind is the place at which they come in when its own is not known.
func (p *Program) closed(e Effect, sources []Atom, behind Place) []Effect {
	var out []Effect
	for _, from := range sources {
		if rules(e.Not, from.As) {
			continue
		}
		next := e
		next.Source, next.Form, next.Debug = from.Source, max(from.Form, e.Form), e.Debug || from.Debug
		if !e.Source.known() {
			if from.In != "" || behind.File != "" && len(next.Via) >= maxVia+2 {
				continue
			}
			next.Via = append(slices.Clone(e.Via), behind)
		}
		for _, closed := range p.to(next, 0) {
			if closed.Closed() && sent(Atom{Source: closed.Source, Form: closed.Form}, closed.Kind) && (closed.Source.Kind != Stacked || closed.Form == Verbose) {
				out = append(out, closed)
			}
		}
	}
	return out
}

// from returns the known sources behind a source.
func (p *Program) from(s Source, form Form, depth int) []Atom {
	switch {
	case s.known():
		return []Atom{{Source: s, Form: form}}
	case depth > maxDepth:
		return nil
	case s.Kind == Hole && s.Name != "":
		return p.behind(gap{s.Name, s.Index}, depth)
	case s.Kind == Answered:
		var out []Atom
		for _, e := range p.answers[s.Name] {
			if e.Source.Kind != Answered {
				out = merge(out, p.from(e.Source, Value, depth+1))
			}
		}
		return out
	}
	return nil
}

// behind returns the known sources in a result of a hole.
func (p *Program) behind(g gap, depth int) []Atom {
	if have, ok := p.sources[g]; ok {
		return have
	}
	p.sources[g] = nil // for holes that lead back here
	var out []Atom
	for _, key := range p.behindName(g.name) {
		s := p.summaries[key]
		if s == nil {
			continue
		}
		for _, f := range s.Flows {
			if f.To != g.index {
				continue
			}
			for _, a := range p.from(f.Source, f.Form, depth+1) {
				if rules(f.Not, a.As) {
					continue
				}
				a.Form, a.In, a.Debug, a.As = max(a.Form, f.Form), f.In, a.Debug || f.Debug, cmp.Or(f.As, a.As)
				out = merge(out, []Atom{a})
			}
		}
	}
	if depth == 0 || len(out) > 0 {
		p.sources[g] = out
	} else {
		delete(p.sources, g) // cut short, perhaps
	}
	return out
}

func merge(list []Atom, more []Atom) []Atom {
	s := set(list)
	for _, a := range more {
		s.add(a)
	}
	return s
}

// to returns what becomes of an effect whose source is known.
func (p *Program) to(e Effect, depth int) []Effect {
	if e.Dest.Target != ToHole {
		return []Effect{e}
	}
	if e.Dest.Name == "" || depth > maxDepth {
		return nil
	}
	var out []Effect
	for _, key := range p.behindName(e.Dest.Name) {
		s := p.summaries[key]
		if s == nil {
			continue
		}
		shift := 0
		if isMethod(key) {
			shift = 1
		}
		for _, inner := range s.Effects {
			if inner.Source.Kind != Param || inner.Source.Index != e.Dest.Index+shift || inner.Source.Path != "" {
				continue
			}
			next := e
			next.Dest, next.Form, next.Sink, next.Kind, next.Debug = inner.Dest, max(e.Form, inner.Form), inner.Sink, inner.Kind, e.Debug || inner.Debug
			next.Via = append(slices.Clone(inner.Via), e.Via...)
			if i := inner.Dest.Index - shift; inner.Dest.Target == ToParam {
				if i < 0 || i > 63 || e.Dest.Responses>>i&1 == 0 {
					continue
				}
				next.Dest = Dest{Target: ToResponse}
			}
			out = append(out, p.to(next, depth+1)...)
		}
	}
	return out
}

// isMethod reports whether a key is that of a method, whose receiver counts as a
// parameter, and not of a literal in one.
func isMethod(key string) bool { return strings.HasPrefix(key, "(") && !strings.Contains(key, "$") }

// behindName returns the keys of the functions that a hole can be: the methods of
// the types that have all those of the interface, of those which some package
// makes an interface value of when there are any; or the functions that are
// converted to the function type.
func (p *Program) behindName(name string) []string {
	if have, ok := p.functions[name]; ok {
		return have
	}
	var all, used []string
	if in, ok := p.interfaces[name]; ok {
		for _, u := range p.units {
			for _, t := range u.Types {
				key := t.implements(in)
				if key == "" {
					continue
				}
				all = append(all, key)
				if p.used[t.Name] {
					used = append(used, key)
				}
			}
		}
	} else {
		all = p.converted[name]
	}
	if len(used) > 0 {
		all = used
	}
	slices.Sort(all)
	all = slices.Compact(all)
	p.functions[name] = all
	return all
}

// implements returns the key of the method that a type has for an interface's;
// "" when it does not have all of its methods.
func (t *Type) implements(in Interface) (key string) {
	has := make(map[string]bool, len(t.Methods))
	for _, m := range t.Methods {
		has[m.Signature] = true
		if m.Name == in.Method {
			key = m.Key
		}
	}
	for _, m := range in.Methods {
		if !has[m] {
			return ""
		}
	}
	return key
}
