package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// arguments is what the arguments of one call of an operation are.
type arguments struct {
	on      *router
	methods []string
	paths   []string
	// patterns reports whether paths are patterns of net/http.
	patterns bool
	handlers []ref // of which the last answers
	wares    []Middleware
	body     ref
}

// read takes the arguments apart.
func (w *walker) read(op operation, call ssa.CallInstruction, act *activation) arguments {
	var g arguments
	c := call.Common()
	if recv := values.Receiver(c); recv != nil {
		g.on = w.routerOf(ref{recv, act})
	}
	args := values.Args(c)
	if op.verb != "" {
		g.methods = []string{op.verb}
	}
	if op.fills >= 0 && op.fills < len(args) {
		g.body = ref{args[op.fills], act}
	}
	for _, a := range op.arguments {
		if a.param >= len(args) {
			continue
		}
		arg, known := ref{args[a.param], act}, true
		if a.field != "" {
			arg, known = w.namedField(arg, a.field)
		}
		switch a.slot {
		case models.Router:
			g.on = w.routerOf(arg)
		case models.Path:
			g.paths = append(g.paths, w.textOrList(arg, known)...)
		case models.Pattern:
			g.patterns = true
			g.paths = append(g.paths, w.textOrList(arg, known)...)
		case models.Method:
			g.methods = w.textOrList(arg, known)
		case models.HandlerArg:
			g.handlers = append(g.handlers, arg)
		case models.Chain:
			g.handlers = append(g.handlers, w.several(arg)...)
		case models.Middleware:
			if !known {
				break
			}
			for _, m := range w.several(arg) {
				g.wares = append(g.wares, w.middleware(m))
			}
		case models.Mixed:
			w.mixed(&g, arg)
		}
	}
	return g
}

// textOrList returns the texts of an argument that is one or a list of them.
func (w *walker) textOrList(arg ref, known bool) []string {
	if !known {
		return []string{Unknown}
	}
	if _, several := arg.v.Type().Underlying().(*types.Slice); several {
		return w.list(arg)
	}
	return w.texts(arg)
}

// namedField is a field of an argument; false when nothing is known of it.
func (w *walker) namedField(arg ref, name string) (ref, bool) {
	t := arg.v.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return ref{}, false
	}
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return w.fieldOf(arg, i, 0)
		}
	}
	return ref{}, false
}

// mixed reads arguments that are paths, middleware and routers in any order.
func (w *walker) mixed(g *arguments, list ref) {
	for _, arg := range w.several(list) {
		arg = w.chase(arg, false)
		if b, ok := arg.v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			g.paths = append(g.paths, w.texts(arg)...)
			continue
		}
		if w.p.routerType(arg.v.Type()) != nil {
			g.handlers = append(g.handlers, arg)
			continue
		}
		g.wares = append(g.wares, w.middleware(arg))
	}
}

// several returns the elements of a variadic argument, or the argument itself.
func (w *walker) several(arg ref) []ref {
	if _, ok := arg.v.Type().Underlying().(*types.Slice); !ok {
		return []ref{arg}
	}
	elems, known := w.elements(arg, 0)
	if !known {
		if len(elems) == 0 {
			return []ref{arg} // named as a whole: what it is, is not known
		}
		elems = append(elems, arg)
	}
	return elems
}
