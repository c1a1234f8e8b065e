package stackleak

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// The ids of the rules.
const (
	ruleStack    = "stackleak/stack"
	ruleInternal = "stackleak/internal-error"
	ruleImplicit = "stackleak/implicit"
	ruleSwitch   = "stackleak/debug-switch"
)

// A group is what one change would mend.
type group struct {
	rule  string
	leaks []leak // the first one is where it is reported
	best  *leak  // the one whose origin is named first
	// sender is the function that sends what is handed to it; "" when it is sent
	// where it is reported. pastHelper: the sender is only told what to send, so
	// its callers are at fault.
	sender     string
	pastHelper bool
}

// identity tells groups apart: by the place that sends for all callers, or by the
// helper that callers of one package tell what to send.
type identity struct {
	rule  string
	in    int
	place place
	past  string
	debug bool
}

// groups puts leaks together, in order of the first place of each.
func (w *world) groups(leaks []leak) []*group {
	index := make(map[identity]*group)
	var out []*group
	for _, l := range leaks {
		g := group{rule: ruleOf(&l)}
		id := identity{rule: g.rule, in: l.in, debug: l.effect.Debug}
		switch {
		case l.at > 0 && l.at+1 < len(l.via): // a helper that calls a helper
			id.place, g.sender = placeOf(l.via[l.at]), l.via[l.at].Func
		case l.at > 0:
			g.pastHelper, g.sender = true, l.via[l.at-1].Func
			id.past = g.sender
			if w.hidden(&l, g.rule) {
				id.place = placeOf(l.via[l.at])
			}
		case g.rule == ruleImplicit && !w.hidden(&l, g.rule):
			id.place = place{fn: l.via[0].Func} // one for each handler
		default:
			id.place = placeOf(l.via[0])
			if len(l.via) > 1 {
				g.sender = l.via[0].Func
			}
		}
		have := index[id]
		if have == nil {
			have = &g
			index[id] = have
			out = append(out, have)
		}
		if have.sender == "" {
			have.sender = g.sender
		}
		have.leaks = append(have.leaks, l)
	}
	for _, g := range out {
		slices.SortStableFunc(g.leaks, w.byPosition)
		g.best = w.best(g)
	}
	slices.SortStableFunc(out, func(a, b *group) int {
		return cmp.Or(w.byPosition(a.leaks[0], b.leaks[0]), cmp.Compare(a.rule, b.rule))
	})
	return out
}

// hidden reports whether the place at fault is covered by a directive, or in a
// generated file: it must not stand for the calls that are not.
func (w *world) hidden(l *leak, rule string) bool {
	p := w.parts[l.in]
	if p.marker == nil {
		return false
	}
	at, _ := w.spot(l.via[l.at])
	v := p.marker.Mark(verdict.Verdict{Diagnostic: analysis.Diagnostic{Pos: at.pos, End: at.end, Category: rule}})
	return v.Ignored != nil || v.Generated
}

func (w *world) byPosition(a, b leak) int {
	x, _ := w.spot(a.via[a.at])
	y, _ := w.spot(b.via[b.at])
	c := cmp.Or(cmp.Compare(a.in, b.in), cmp.Compare(x.pos, y.pos))
	if c == 0 {
		x, _ = w.spot(a.via[len(a.via)-1])
		y, _ = w.spot(b.via[len(b.via)-1])
		c = cmp.Or(cmp.Compare(x.pos, y.pos), w.better(&a, &b))
	}
	return c
}

func ruleOf(l *leak) string {
	e := &l.effect
	switch {
	case l.switchedOn:
		return ruleSwitch
	case e.Source.Kind != funcsum.Internal:
		return ruleStack
	case e.Dest.Target == funcsum.ToAnswer:
		return ruleImplicit
	}
	return ruleInternal
}

// calls returns the places where something is handed to the sender of a group,
// each once, in order; for a group past its helper the places at fault.
func (g *group) calls() []funcsum.Place {
	var out []funcsum.Place
	seen := make(map[place]bool)
	for _, l := range g.leaks {
		at := l.via[len(l.via)-1]
		if g.pastHelper {
			at = l.via[l.at]
		}
		if !seen[placeOf(at)] {
			seen[placeOf(at)] = true
			out = append(out, at)
		}
	}
	return out
}
