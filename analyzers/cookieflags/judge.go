package cookieflags

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules"
)

// The bounds of the calls that lead to a write: beyond them a helper is so
// general that one caller more says nothing new.
const (
	maxChains = 24
	maxDepth  = 3
)

// chains returns the ways into fn through calls of this package, as frames; nil
// stands for a call that is not seen. There is at least one.
func (p *pass) chains(fn *ssa.Function, depth int, above []*ssa.Function) []*values.Frame {
	calls, _ := p.r.Callers(fn)
	if depth == 0 || len(calls) == 0 || slices.Contains(above, fn) {
		return []*values.Frame{nil}
	}
	var out []*values.Frame
	for _, call := range calls {
		for _, up := range p.chains(call.Parent(), depth-1, append(above, fn)) {
			if f := p.r.Enter(fn, call, up); f != nil && len(out) < maxChains {
				out = append(out, f)
			}
		}
	}
	if len(out) == 0 {
		return []*values.Frame{nil}
	}
	return out
}

// A view is a write as it is reached by one chain of calls.
type view struct {
	*write
	*cookie
	frame *values.Frame
	role  role
	flags [3]flag
}

// judge reports what is wrong with the cookie of one write.
func (p *pass) judge(w write) {
	if p.isTestSupport(w.region.Pos) {
		return
	}
	var views []view
	for _, frame := range p.chains(w.instr.Parent(), maxDepth, nil) {
		c := w.read(frame)
		if c == nil || p.isDeletion(c) {
			continue
		}
		v := view{write: &w, cookie: c, frame: frame, role: p.role(c, cmp.Or(w.function, w.instr.Parent().Name()))}
		if w.role != nil {
			v.role = *w.role
		}
		for _, a := range attributes {
			v.flags[a] = c.flag(a, w.instr)
		}
		views = append(views, v)
	}
	// The most sensitive first: what is said at one place is said once.
	slices.SortStableFunc(views, func(a, b view) int { return int(b.role) - int(a.role) })
	for _, v := range views {
		refused := p.judgeBrowserRules(v)
		for _, a := range attributes {
			severity, demanded := v.role.demands(a)
			if !demanded || !v.flags[a].bad() || a == secure && refused || a == sameSite && p.isOld() {
				continue
			}
			if v.flags[a].state == defaultOff {
				severity = rules.Note
			}
			p.reportFlag(v, a, severity)
		}
	}
}

// judgeBrowserRules reports a cookie that browsers do not accept, and whether
// that speaks for its lack of Secure.
func (p *pass) judgeBrowserRules(v view) (saidSecure bool) {
	if r := v.refused(); r.lack != nothing {
		p.reportRefusal(v, r)
		return r.lack == lacksSecure
	}
	if v.flags[secure].state == off && v.crossSite() && !v.noneIsSecure {
		p.reportNone(v)
		return true
	}
	return false
}

// place returns the expression to report, given where the verdict was decided:
// in the function that writes the cookie, its argument; in a caller that chose
// the flag or made the cookie, the argument there.
func (p *pass) place(v view, a attribute, decided values.Span) (region values.Span) {
	region = v.region
	if v.flagAt[a].Known() {
		region = v.flagAt[a]
	}
	fn := v.instr.Parent()
	if !decided.Known() {
		return region
	}
	// Only a place in one of the functions on the way moves the report.
	onTheWay := false
	for f := v.frame; f != nil; f = f.Up() {
		onTheWay = onTheWay || contains(p.r.FuncSpan(f.Call().Parent()), decided)
	}
	if !onTheWay || contains(p.r.FuncSpan(fn), decided) {
		return region
	}
	for f := v.frame; f != nil; f = f.Up() {
		call := f.Call()
		region = p.r.CallSpan(call)
		for i := range values.Args(call.Common()) {
			if at := p.r.ArgSpan(call, i); contains(at, decided) {
				region = at
			}
		}
		if !region.Known() {
			region = values.Span{Pos: call.Pos(), End: call.Pos()}
		}
		if contains(p.r.FuncSpan(call.Parent()), decided) {
			return region
		}
	}
	return region
}

// isTestSupport reports whether a place is in a file that only serves tests: one
// that imports testing or net/http/httptest.
func (p *pass) isTestSupport(pos token.Pos) bool {
	f := p.fileOf(pos)
	if f == nil {
		return false
	}
	for _, spec := range f.Imports {
		switch spec.Path.Value {
		case `"testing"`, `"net/http/httptest"`:
			return true
		}
	}
	return false
}
