package stackleak

import (
	"cmp"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// maxRelated bounds how many calls stand beside a finding; the message counts them all.
const maxRelated = 100

// judge returns the verdicts on packages that are seen together, one list for
// each in the same order; linked says that they are all those of a load.
func judge(parts []*part, linked bool) [][]verdict.Verdict {
	w := newWorld(parts, linked)
	out := make([][]verdict.Verdict, len(parts))
	for _, g := range w.groups(w.leaks()) {
		in := g.leaks[0].in
		out[in] = append(out[in], w.verdict(g))
	}
	return out
}

func (w *world) verdict(g *group) verdict.Verdict {
	first := &g.leaks[0]
	at, _ := w.spot(first.via[first.at])
	v := verdict.Verdict{
		Diagnostic: analysis.Diagnostic{
			Pos: at.pos, End: at.end, Category: g.rule, Message: message(g), Related: w.related(g),
		},
		Flow: w.flow(g.best),
	}
	switch {
	case first.effect.Debug && !first.switchedOn:
		v.Severity = rules.Note
	case g.rule == ruleStack && !slices.ContainsFunc(g.leaks, func(l leak) bool { return l.effect.Source.Kind != funcsum.Recovered }):
		v.Severity = rules.Warning
	}
	if first.source != nil || first.effect.Dest.Target == funcsum.ToField {
		v.Confidence = rules.Medium
	}
	if why := w.unsent(g); why != "" {
		v.Severity = rules.Note
		v.Related = append(v.Related, analysis.RelatedInformation{Pos: at.pos, End: at.end, Message: why})
	}
	v.SuggestedFixes = w.fixes(g)
	return v
}

// related names the calls that hand something over, and where what is handed over
// at a single place arose: the origin that the message names, and how many there are.
func (w *world) related(g *group) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	first := &g.leaks[0]
	primary := placeOf(first.via[first.at])
	said := map[place]bool{primary: true}
	add := func(at funcsum.Place, text string) {
		s, ok := w.spot(at)
		if !ok || said[placeOf(at)] || len(out) >= maxRelated {
			return
		}
		said[placeOf(at)] = true
		out = append(out, analysis.RelatedInformation{Pos: s.pos, End: s.end, Message: text})
	}
	for i := range g.leaks {
		l := &g.leaks[i]
		if l.answered {
			add(*l.source, whatOf(&l.effect)+" is returned by a handler here")
		}
		add(l.via[len(l.via)-1], whatOf(&l.effect)+" is handed over here")
		add(l.via[l.at], whatOf(&l.effect)+" is sent here too")
		if g.pastHelper {
			add(l.via[0], shortName(l.via[0].Func)+" sends it here")
		}
	}
	if len(g.calls()) == 1 {
		more := ""
		if n := g.origins(); n > 1 {
			more = fmt.Sprintf(", and %d more elsewhere", n-1)
		}
		if g.best.source != nil {
			add(*g.best.source, whatOf(&g.best.effect)+" comes from this call")
		}
		add(g.best.effect.Source.At, whatOf(&g.best.effect)+" arises here"+more)
	}
	return out
}

// flow leads from where something arises to where it is sent.
func (w *world) flow(l *leak) []verdict.Step {
	var out []verdict.Step
	add := func(at funcsum.Place, text string) {
		if s, ok := w.spot(at); ok && (len(out) == 0 || out[len(out)-1].Pos != s.pos) {
			out = append(out, verdict.Step{Pos: s.pos, End: s.end, Message: text})
		}
	}
	add(l.effect.Source.At, whatOf(&l.effect)+" arises here")
	switch {
	case l.answered:
		add(*l.source, "a handler returns it here")
	case l.source != nil:
		add(*l.source, "it is returned to here")
	}
	for i := len(l.via) - 1; i > 0; i-- {
		add(l.via[i], "it is handed to "+shortName(l.via[i-1].Func))
	}
	last := "it is sent to the client"
	if l.effect.Dest.Target == funcsum.ToAnswer {
		last = "it is returned to " + frameworkName(l.effect.Dest.Name) + ", which sends its text to the client"
	}
	add(l.via[0], last)
	if len(out) < 2 {
		return nil
	}
	return out
}

// fixes returns the edit that mends a group: all of its calls at once that can be
// mended, none when the first one cannot.
func (w *world) fixes(g *group) []analysis.SuggestedFix {
	if g.rule != ruleInternal || g.leaks[0].effect.Debug {
		return nil
	}
	var out analysis.SuggestedFix
	done := make(map[place]bool)
	for _, l := range g.leaks {
		at := placeOf(l.via[l.at])
		s, _ := w.spot(l.via[l.at])
		if s.fix == nil && out.Message == "" {
			return nil
		}
		if s.fix == nil || done[at] {
			continue
		}
		done[at] = true
		out.Message = s.fix.Message
		for _, e := range s.fix.TextEdits {
			same := func(have analysis.TextEdit) bool {
				return have.Pos == e.Pos && have.End == e.End && string(have.NewText) == string(e.NewText)
			}
			if !slices.ContainsFunc(out.TextEdits, same) {
				out.TextEdits = append(out.TextEdits, e)
			}
		}
	}
	if len(done) > 1 {
		out.Message += fmt.Sprintf(", in %d calls", len(done))
	}
	slices.SortStableFunc(out.TextEdits, func(a, b analysis.TextEdit) int { return cmp.Compare(a.Pos, b.Pos) })
	return []analysis.SuggestedFix{out}
}
