package handlers

import (
	"golang.org/x/tools/go/ssa"
)

// newRouter registers a router.
func (w *walker) newRouter(fw *framework) *router {
	rt := &router{fw: fw, index: -1}
	w.routers = append(w.routers, rt)
	return rt
}

// routerOf returns the router that a value is; nil when it is none.
func (w *walker) routerOf(r ref) *router { return w.findRouter(r, 0) }

func (w *walker) findRouter(r ref, depth int) *router {
	if depth > maxNesting || r.v == nil {
		return nil
	}
	r = w.chase(r, true)
	if r.act == nil {
		return nil
	}
	if rt := r.act.routers[r.v]; rt != nil {
		return rt
	}
	switch v := r.v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			if e != v && !isNil(e) {
				if rt := w.findRouter(ref{e, r.act}, depth+maxNesting/4); rt != nil {
					return rt
				}
			}
		}
		return nil
	case *ssa.FieldAddr: // gin.Engine's RouterGroup
		if w.p.routerType(v.X.Type()) != nil && fieldVar(v.X.Type(), v.Field).Embedded() {
			return w.findRouter(ref{v.X, r.act}, depth+1)
		}
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			if w.p.routerType(fa.X.Type()) != nil && fieldVar(fa.X.Type(), fa.Field).Embedded() {
				return w.findRouter(ref{fa.X, r.act}, depth+1)
			}
		}
		if g, ok := v.X.(*ssa.Global); ok && g.Pkg != nil && g.Pkg.Pkg.Path() == netHTTP && g.Name() == "DefaultServeMux" {
			return w.defaultMux()
		}
	}
	fw := w.p.routerType(r.v.Type())
	if fw == nil {
		return nil
	}
	return w.unseen(r, fw)
}

func (w *walker) defaultMux() *router {
	if w.standard == nil {
		w.standard = w.newRouter(w.p.frameworks[netHTTP])
	}
	return w.standard
}

// unseen returns the router for a value whose making is not in view: a parameter,
// a field, the result of an unknown function.
func (w *walker) unseen(r ref, fw *framework) *router {
	var key any = r
	index := -1
	act := r.act
	switch v := r.v.(type) {
	case *ssa.Parameter:
		for i, p := range act.fn.Params {
			if p == v {
				index = i
			}
		}
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			key = fieldVar(fa.X.Type(), fa.Field)
		} else if g, ok := v.X.(*ssa.Global); ok {
			key = g
		}
	case *ssa.Call:
		if op := w.p.operationOf(&v.Call); op.role == makes {
			index = ownRouter
		}
	case *ssa.Alloc:
		// new(mux.Router), or a value of a struct type: a router of its own.
		index = ownRouter
	}
	if rt := w.fieldRouters[key]; rt != nil {
		return rt
	}
	rt := w.newRouter(fw)
	rt.index = index
	if index != ownRouter && !fw.isTop(r.v.Type()) || index >= 0 {
		rt.param = act
	}
	w.fieldRouters[key] = rt
	return rt
}

// ownRouter is the index of a router that is made by no known function.
const ownRouter = -2
