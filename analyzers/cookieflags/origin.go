package cookieflags

import (
	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// completed replaces what values could not follow, an object made elsewhere, by
// what is known of its maker: a cookie of the request, or one from a function of
// another package that left a fact. What the package stores in other cookies says
// nothing about this one and is left out.
func (p *pass) completed(set values.Set, field string, frame *values.Frame) values.Set {
	var out values.Set
	for _, it := range set {
		o, ok := it.Value.(values.Opaque)
		if it.Elsewhere {
			continue
		}
		if !ok {
			out = append(out, it)
			continue
		}
		known, ok := p.byMaker(o, field, frame)
		if !ok {
			out = append(out, it)
		}
		for _, k := range known {
			k.Conditional, k.Via = it.Conditional, it.Via
			out = append(out, k)
		}
	}
	return out
}

// byMaker returns what the named field of a cookie is; ok is false when the
// call that returned the cookie is not known.
func (p *pass) byMaker(o values.Opaque, field string, frame *values.Frame) (set values.Set, ok bool) {
	call, result := madeBy(o.Src)
	if call == nil {
		return nil, false
	}
	callee := values.Callee(&call.Call)
	if callee == nil || o.Callee != nil && o.Callee != callee {
		return nil, false // changed by another function since
	}
	if requestCookies[callee.FullName()] && result == 0 {
		if field == "Name" {
			set, _ := p.r.ArgIn(call, 0, frame)
			return set, true
		}
		return sentByBrowser(field), true
	}
	var fact makerFact
	if callee.Pkg() != p.Pkg && p.ImportObjectFact(callee, &fact) && fact.Result == result {
		return p.bind(fact.Recipe.symbol(field), call, frame), true
	}
	return nil, false
}
