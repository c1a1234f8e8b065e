package routes

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
)

// A Table is what a program serves.
type Table struct {
	// Routes are sorted by pattern, method and place.
	Routes []Route
	// Entries are the functions of handler shape that no package of the table
	// registers, sorted by place.
	Entries []Entry
	// Cut reports whether a bound was reached somewhere, so that routes may be missing.
	Cut bool
}

// Join puts the lists of packages together: a route that another package mounts
// stands with its prefix only, at the place where it is registered itself.
func Join(lists []*List) Table {
	dirs := make(map[string]string)
	joined, registered := make(map[string]bool), make(map[string]bool)
	for _, l := range lists {
		dirs[l.Package] = l.Dir
		for _, name := range l.joined {
			joined[name] = true
		}
		for _, key := range l.registered {
			registered[key] = true
		}
	}
	var t Table
	for _, l := range lists {
		t.Cut = t.Cut || l.Cut
		for _, r := range l.Routes {
			if !l.elsewhere(r, joined) {
				t.Routes = append(t.Routes, r.settled(dirs))
			}
		}
		for _, e := range l.Entries {
			if !registered[e.key] {
				t.Entries = append(t.Entries, e)
			}
		}
	}
	slices.SortStableFunc(t.Routes, compareRoutes)
	t.Routes = slices.CompactFunc(t.Routes, func(a, b Route) bool {
		return compareRoutes(a, b) == 0 && slices.Equal(a.Chain, b.Chain)
	})
	slices.SortFunc(t.Entries, func(a, b Entry) int { return cmp.Or(a.At.compare(b.At), cmp.Compare(a.Name, b.Name)) })
	t.Entries = slices.Compact(t.Entries)
	return t
}

// elsewhere reports whether another package has the route with its prefix.
func (l *List) elsewhere(r Route, joined map[string]bool) bool {
	return slices.ContainsFunc(r.relative, func(name string) bool {
		return joined[name] && !slices.Contains(l.joined, name)
	})
}

// settled returns the route with the places that facts name by package and file.
func (r Route) settled(dirs map[string]string) Route {
	if r.origin == nil {
		return r
	}
	dir, ok := dirs[r.origin.Package]
	if !ok || r.origin.File == "" {
		return r
	}
	r.At = Place{filepath.Join(dir, r.origin.File), r.origin.Line}
	if dir, ok := dirs[r.declared]; ok && r.brief.File != "" {
		r.HandlerAt = Place{filepath.Join(dir, r.brief.File), r.brief.Line}
	}
	return r
}

// packageOf returns the package in the full name of a function: "(*path.Type).Func"
// or "path.Func$1".
func packageOf(key string) string {
	key = strings.TrimLeft(key, "(*")
	slash := strings.LastIndexByte(key, '/')
	dot := strings.IndexByte(key[slash+1:], '.')
	if dot < 0 {
		return ""
	}
	return key[:slash+1+dot]
}

func compareRoutes(a, b Route) int {
	return cmp.Or(
		cmp.Compare(a.Pattern, b.Pattern), cmp.Compare(a.Method, b.Method), a.At.compare(b.At),
		cmp.Compare(a.Handler, b.Handler), a.HandlerAt.compare(b.HandlerAt),
	)
}

func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line))
}
