package handlers

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
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
	res.Routes = slices.CompactFunc(res.Routes, func(a, b Route) bool { return compareRoutes(a, b) == 0 && len(a.Chain) == len(b.Chain) })
	delete(w.keys, "")
	res.Registered = slices.Sorted(maps.Keys(w.keys))
	res.Joined = slices.Sorted(maps.Keys(w.joined))
	return res
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
		key := keyOf(fn)
		if !ok || w.keys[key] || p.called[fn] && !f.Exported() {
			continue
		}
		out = append(out, Entry{Func: fn, Key: key, Name: nameOf(f), Shape: shape})
	}
	return out
}
