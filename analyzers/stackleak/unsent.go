package stackleak

import (
	"slices"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/rules/models"
)

// unsent says why a group is not sent, though it makes an error whose text a
// framework would send; "" when it is. The whole program has to be in view. It is
// said all the same, as a note: packages alone cannot tell, and the next caller may
// return it.
func (w *world) unsent(g *group) string {
	all := func(holds func(l *leak) bool) bool {
		for i := range g.leaks {
			if l := &g.leaks[i]; !l.effect.Reply || !holds(l) {
				return false
			}
		}
		return w.linked
	}
	// Where no handler at all returns what the same function makes, handlers are not
	// known well enough to tell.
	if all(func(l *leak) bool { return !w.handed(&l.effect) && w.replies[l.effect.Sink] }) {
		return "no handler in view returns this error: it is sent once one does"
	}
	if all(w.replaced) {
		return "the program's own error handler answers instead, and does not send this text"
	}
	return ""
}

// handed reports whether a handler may return the error that an effect makes.
func (w *world) handed(e *funcsum.Effect) bool {
	return w.program.Handed(e.Via[0].Func) || w.program.Handed(e.Via[len(e.Via)-1].Func)
}

// replaced reports whether the program installs a function that answers for errors
// in the framework's place, and that function sends no text of the errors which are
// made to be sent.
func (w *world) replaced(l *leak) bool {
	rows := models.Lookup(l.effect.Sink)
	if len(rows) == 0 {
		return false
	}
	module := rows[0].Module.Path
	view := w.programOf(l.in)
	if !slices.ContainsFunc(view, func(i int) bool {
		return slices.ContainsFunc(w.parts[i].unit.Overrides, func(o funcsum.Override) bool {
			return o.Framework == module && o.Replaces && len(o.Funcs) > 0 && isField(o.Name)
		})
	}) {
		return false
	}
	return !slices.ContainsFunc(view, func(i int) bool {
		return slices.ContainsFunc(w.parts[i].unit.Effects, func(e funcsum.Effect) bool {
			return e.Source.Kind == funcsum.Answered && e.Source.Name == module && e.Source.Path != "" && e.Dest.Target == funcsum.ToResponse
		})
	})
}

// isField reports whether an override is a field: those get the error itself, others
// its parts.
func isField(name string) bool {
	return slices.ContainsFunc(models.Lookup(name), func(r *models.Row) bool {
		return r.Role == models.Override && r.Target == models.Field
	})
}
