package handlers

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// finish turns what was met into the result.
func (w *walker) finish() *Result {
	res := &Result{Cut: w.cut}
	for _, reg := range w.registrations {
		for _, rt := range w.resolve(reg, nil) {
			if rt.given != "" && w.joined[rt.given] {
				continue // stands with its prefix, too
			}
			res.Routes = append(res.Routes, rt)
		}
	}
	slices.SortStableFunc(res.Routes, compareRoutes)
	res.Routes = merge(res.Routes)
	delete(w.keys, "")
	res.Registered = slices.Sorted(maps.Keys(w.keys))
	res.Joined = slices.Sorted(maps.Keys(w.joined))
	return res
}

// merge makes one of the routes that are the same but for their chains, when the
// one chain is the other with more in it: that is on some paths only.
func merge(routes []Route) []Route {
	out := routes[:0]
	for _, rt := range routes {
		if n := len(out) - 1; n >= 0 && compareRoutes(out[n], rt) == 0 {
			if chain, ok := mergeChains(out[n].Chain, rt.Chain); ok {
				out[n].Chain = chain
				continue
			}
		}
		out = append(out, rt)
	}
	return out
}

// mergeChains returns the longer of two chains, with what the other lacks marked;
// false when that has links of its own.
func mergeChains(a, b []Middleware) ([]Middleware, bool) {
	if len(a) < len(b) {
		a, b = b, a
	}
	chain := slices.Clone(a)
	for i := range chain {
		if len(b) > 0 && chain[i].Key == b[0].Key && chain[i].Name == b[0].Name {
			chain[i].Conditional = chain[i].Conditional || b[0].Conditional
			b = b[1:]
			continue
		}
		chain[i].Conditional = true
	}
	return chain, len(b) == 0
}

func compareRoutes(a, b Route) int {
	return cmp.Or(
		cmp.Compare(a.Pattern, b.Pattern), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Registered, b.Registered),
		cmp.Compare(a.Handler.Key, b.Handler.Key), cmp.Compare(a.Handler.Name, b.Handler.Name),
	)
}

// entries returns the declared functions of handler shape that nothing in the
// package registers. Those that only this package calls are parts of handlers.
func (p *program) entries(w *walker, res *Result) []Entry {
	var out []Entry
	for _, fn := range p.r.Funcs {
		f, ok := fn.Object().(*types.Func)
		if !ok || fn.Synthetic != "" || fn.Parent() != nil {
			continue
		}
		shape, ok := res.ShapeOf(fn)
		key := values.Key(fn)
		if !ok || w.keys[key] || p.called[fn] && !f.Exported() {
			continue
		}
		out = append(out, Entry{Func: fn, Key: key, Name: nameOf(f), Shape: shape})
	}
	return out
}
