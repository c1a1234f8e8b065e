package stackleak

import (
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/rules/models"
)

// answered reports whether a framework sends the error that a handler of a part
// returns: it is known to, the program sets the framework up in view, and nothing
// that it installs answers instead.
//
// A package that sets the framework up by itself is judged by itself. For another
// one the program has to be in view: with one package at hand nothing is said,
// since others may install what answers.
func (w *world) answered(e funcsum.Effect, in int) bool {
	rows := implicitRows(e.Dest.Name)
	if len(rows) == 0 {
		return false
	}
	view := []int{in}
	if p := w.parts[in]; !p.whole && !slices.Contains(p.sets, e.Dest.Name) {
		if !w.linked {
			return false
		}
		view = w.programOf(in)
	}
	if !w.routed(view, e.Dest.Name) {
		return false
	}
	// Which of several rows (gRPC's unary and streaming handlers) a function falls
	// under is not known here, so all of them have to agree.
	return !slices.ContainsFunc(rows, func(row *models.Row) bool {
		return len(row.When) > 0 && !w.debugging(view) || w.overridden(view, row.Unless)
	})
}

// implicitRows returns what the models say of errors that handlers of a module return.
func implicitRows(module string) []*models.Row {
	var out []*models.Row
	if m := models.Get(module); m != nil {
		for _, row := range m.Rows {
			if row.Role == models.Implicit {
				out = append(out, row)
			}
		}
	}
	return out
}

// programOf returns the parts that can be in one program with a part: those that
// the programs which it is in are made of.
func (w *world) programOf(in int) []int {
	if have, ok := w.views[in]; ok {
		return have
	}
	users := make(map[int][]int)
	for i, p := range w.parts {
		for _, path := range p.imports {
			if j, ok := w.owner[path]; ok {
				users[j] = append(users[j], i)
			}
		}
	}
	var roots []int
	for _, i := range reach([]int{in}, func(i int) []int { return users[i] }) {
		if len(users[i]) == 0 {
			roots = append(roots, i)
		}
	}
	out := reach(roots, func(i int) (next []int) {
		for _, path := range w.parts[i].imports {
			if j, ok := w.owner[path]; ok {
				next = append(next, j)
			}
		}
		return next
	})
	slices.Sort(out)
	w.views[in] = out
	return out
}

// together reports whether a package can be in one program with a part.
func (w *world) together(in int, pkg string) bool {
	other, ok := w.owner[pkg]
	return !ok || !w.linked || slices.Contains(w.programOf(in), other)
}

// reach returns all that can be reached from some parts, those included.
func reach(from []int, next func(int) []int) []int {
	seen := make(map[int]bool)
	var out []int
	for todo := slices.Clone(from); len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
			todo = append(todo, next(i)...)
		}
	}
	return out
}

// routed reports whether one of the parts registers routes with the framework.
func (w *world) routed(view []int, module string) bool {
	return slices.ContainsFunc(view, func(i int) bool {
		return slices.ContainsFunc(w.parts[i].unit.Routed, func(path string) bool {
			return path == module || strings.HasPrefix(path, module+"/")
		})
	})
}

func (w *world) debugging(view []int) bool {
	return slices.ContainsFunc(view, func(i int) bool { return len(w.parts[i].switches) > 0 })
}

// overridden reports whether something that is named answers for errors, unless
// it is seen to hand them on.
func (w *world) overridden(view []int, unless []string) bool {
	for _, i := range view {
		for _, o := range w.parts[i].unit.Overrides {
			if slices.Contains(unless, o.Name) && (o.Replaces || !w.handsOn(view, o)) {
				return true
			}
		}
	}
	return false
}

// handsOn reports whether all functions of an override return the error of what
// they wrap as it is, on one way at least.
func (w *world) handsOn(view []int, o funcsum.Override) bool {
	if len(o.Funcs) == 0 {
		return false
	}
	return !slices.ContainsFunc(o.Funcs, func(key string) bool {
		for _, i := range view {
			sum := w.parts[i].unit.Summaries[key]
			if sum == nil {
				continue
			}
			for _, f := range sum.Flows {
				if f.Source.Kind == funcsum.Hole && f.Form == funcsum.Value {
					return false
				}
			}
		}
		return true
	})
}
