package handlers

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A router is one router object of the imagined run.
type router struct {
	fw *framework
	// parent is the router that this is a group of; seen is how much middleware
	// that had at the time.
	parent *router
	seen   int
	prefix []string // alternatives
	own    []Middleware
	mounts []mount
	// outer is the middleware around the whole, where it is served or returned.
	outer []Middleware
	// param is the function and the parameter that the router is given by.
	param *activation
	index int
	// returned are the functions that return the router, with the result's index.
	returned []result
	// builder is set for a gorilla route that is being built.
	builder *building
}

type result struct {
	fn    *ssa.Function
	index int
}

// A mount is one place where a router hangs in another.
type mount struct {
	in     *router
	seen   int
	prefix []string
	chain  []Middleware
	// whole reports whether the mounted router sees the whole path, so that its
	// patterns hold as they are.
	whole bool
}

// A building is a gorilla route, which is put together call by call.
type building struct {
	of      *router
	path    []string
	below   bool // path stands for all below it
	methods []string
}

// A registration is one route as it was met, relative to its router.
type registration struct {
	route Route
	on    *router
	seen  int // how much middleware the router had
}

// A way is one chain of mounts from a router to the outside.
type way struct {
	prefix string
	chain  []Middleware
	top    *router
	// seen is how much middleware of the stop the way starts with; the stop's own
	// is not in the chain.
	seen int
}

const (
	maxWays  = 64
	maxMount = 20
)

// ways returns the prefixes and chains under which a router is reached, seen from
// stop, or from the outermost when stop is nil.
func (w *walker) ways(rt *router, seen int, stop *router, depth int) []way {
	if depth > maxMount {
		w.cut = true
		return nil
	}
	top := rt.parent == nil && len(rt.mounts) == 0
	if rt.fw.late || rt.fw.lateTop && rt.parent == nil {
		seen = len(rt.own)
	}
	own := rt.own[:min(seen, len(rt.own))]
	if rt == stop {
		return []way{{top: rt, seen: seen}}
	}
	if top {
		return []way{{chain: slices.Concat(rt.outer, own), top: rt}}
	}
	var out []way
	add := func(in *router, seen int, prefixes []string, chain []Middleware, whole bool) {
		for _, up := range w.ways(in, seen, stop, depth+1) {
			for _, prefix := range alternatives(prefixes) {
				if len(out) >= maxWays {
					w.cut = true
					return
				}
				joined := in.fw.join(up.prefix, prefix)
				if whole {
					joined = ""
				}
				out = append(out, way{joined, slices.Concat(up.chain, chain, own), up.top, up.seen})
			}
		}
	}
	if rt.parent != nil {
		add(rt.parent, rt.seen, rt.prefix, nil, false)
	}
	for _, m := range rt.mounts {
		add(m.in, m.seen, m.prefix, m.chain, m.whole)
	}
	return out
}

func alternatives(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// within reports whether a router is target, or hangs below it.
func within(rt, target *router, depth int) bool {
	if rt == target {
		return true
	}
	if rt == nil || depth > maxMount {
		return false
	}
	if rt.parent != nil && within(rt.parent, target, depth+1) {
		return true
	}
	return slices.ContainsFunc(rt.mounts, func(m mount) bool { return within(m.in, target, depth+1) })
}

// resolve returns the routes of a registration as they are seen from stop, or
// from the outermost router.
func (w *walker) resolve(reg registration, stop *router) []Route {
	var out []Route
	for _, way := range w.ways(reg.on, reg.seen, stop, 0) {
		if stop != nil && way.top != stop {
			continue
		}
		rt := reg.route
		prefix := way.prefix
		if stop == nil {
			if way.top.param != nil && !way.top.isTop() {
				prefix = Unknown + prefix
			}
			rt.Relative = w.relatives(way.top)
			if way.top.param != nil && way.top.index >= 0 {
				rt.given = keyOf(way.top.param.fn)
			}
		}
		rt.seen = way.seen
		rt.Pattern = strings.ReplaceAll(reg.on.fw.join(prefix, rt.Pattern), Unknown+"/"+Unknown, Unknown)
		if stop == nil {
			rt.Pattern = rooted(rt.Pattern)
		}
		rt.Chain = slices.Concat(way.chain, rt.Chain)
		out = append(out, rt)
	}
	return out
}

// isTop reports whether a router that was not seen being made has no prefix, as
// its type tells.
func (rt *router) isTop() bool {
	if rt.param == nil || rt.index < 0 || rt.index >= len(rt.param.fn.Params) {
		return false
	}
	return rt.fw.isTop(rt.param.fn.Params[rt.index].Type())
}

// relatives returns the functions to whose callers the router belongs.
func (w *walker) relatives(rt *router) []string {
	var out []string
	if rt.param != nil && rt.index >= 0 {
		out = append(out, keyOf(rt.param.fn))
	}
	for _, r := range rt.returned {
		out = append(out, keyOf(r.fn))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// rooted puts the slash before a pattern that libraries add themselves.
func rooted(pattern string) string {
	if pattern == "" {
		return "/"
	}
	if strings.HasPrefix(pattern, "/") || strings.HasPrefix(pattern, Unknown) || strings.Contains(pattern, "/") && strings.ContainsAny(pattern[:strings.Index(pattern, "/")], ".:") {
		return pattern
	}
	return "/" + pattern
}
