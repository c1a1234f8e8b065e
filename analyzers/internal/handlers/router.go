package handlers

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
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
	// param is the function and index the parameter that the router is given by,
	// in the field that fields lead to; typ is its type there.
	param  *activation
	index  int
	fields []string
	typ    types.Type
	// branches are the routers that this one stands for: it is one or another.
	branches []*router
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
	// sees is the part of the path that the mounted router matches.
	sees sight
}

// A sight is what a mounted router sees of the path.
type sight int

const (
	below    sight = iota // what is left below the prefix
	whole                 // what the router around it sees
	stripped              // that, without the prefix
)

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
	// prefix stands before the router's patterns; cut is the part of it that is
	// off the path before the router, or one that it is a group of, sees it.
	prefix, cut string
	chain       []Middleware
	top         *router
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
	add := func(in *router, seen int, prefixes []string, chain []Middleware, sees sight) {
		for _, up := range w.ways(in, seen, stop, depth+1) {
			for _, unjoined := range alternatives(prefixes) {
				if len(out) >= maxWays {
					w.cut = true
					return
				}
				prefix, cut := in.fw.join(up.prefix, unjoined), up.cut
				switch sees {
				case whole:
					prefix = cut
				case stripped:
					prefix = joinSlash(cut, unjoined)
					cut = prefix
				}
				out = append(out, way{prefix, cut, slices.Concat(up.chain, chain, own), up.top, up.seen})
			}
		}
	}
	if rt.parent != nil {
		add(rt.parent, rt.seen, rt.prefix, nil, below)
	}
	for _, m := range rt.mounts {
		add(m.in, m.seen, m.prefix, m.chain, m.sees)
	}
	return out
}

func alternatives(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// each returns the routers that a router stands for: itself, or its branches.
func (rt *router) each() []*router {
	if len(rt.branches) == 0 {
		return []*router{rt}
	}
	return rt.branches
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
	var tops []*router
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
				rt.given = values.Key(way.top.param.fn)
			}
		}
		rt.seen = way.seen
		rt.Pattern = strings.ReplaceAll(reg.on.fw.join(prefix, rt.Pattern), Unknown+"/"+Unknown, Unknown)
		if stop == nil {
			rt.Pattern = rooted(rt.Pattern)
		}
		rt.Chain = slices.Concat(way.chain, rt.Chain)
		out, tops = append(out, rt), append(tops, way.top)
	}
	return withoutBase(out, tops)
}

// withoutBase leaves out the routes that differ from another one of the same
// router by an unknown prefix only: a base path that the configuration may leave
// empty.
func withoutBase(routes []Route, tops []*router) []Route {
	var out []Route
	for i, rt := range routes {
		rest, unknown := strings.CutPrefix(rt.Pattern, Unknown)
		if unknown && slices.ContainsFunc(routes, func(other Route) bool { return other.Pattern == rest && len(other.Chain) == len(rt.Chain) }) &&
			!slices.ContainsFunc(tops, func(top *router) bool { return top != tops[i] }) {
			continue
		}
		out = append(out, rt)
	}
	return out
}

// isTop reports whether a router that was not seen being made has no prefix, as
// its type tells.
func (rt *router) isTop() bool {
	return rt.typ != nil && rt.fw.isTop(rt.typ)
}

// relatives returns the functions to whose callers the router belongs.
func (w *walker) relatives(rt *router) []string {
	var out []string
	if rt.param != nil && rt.index >= 0 {
		out = append(out, values.Key(rt.param.fn))
	}
	for _, r := range rt.returned {
		out = append(out, values.Key(r.fn))
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
