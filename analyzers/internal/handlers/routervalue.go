package handlers

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
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
		return w.branch(v, r.act, depth)
	case *ssa.FieldAddr: // gin.Engine's RouterGroup
		if w.p.routerType(v.X.Type()) != nil && values.FieldVar(v.X.Type(), v.Field).Embedded() {
			return w.findRouter(ref{v.X, r.act}, depth+1)
		}
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			if w.p.routerType(fa.X.Type()) != nil && values.FieldVar(fa.X.Type(), fa.Field).Embedded() {
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

// branch returns a router that stands for those that can come to a branch. Calls
// that were not walked yet, of a loop, are none.
func (w *walker) branch(phi *ssa.Phi, act *activation, depth int) *router {
	var all []*router
	for _, e := range phi.Edges {
		edge := w.chase(ref{e, act}, true)
		if edge.v == ssa.Value(phi) || isNil(edge.v) {
			continue
		}
		if call, ok := edge.v.(*ssa.Call); ok && edge.act.routers[call] == nil && w.p.operationOf(&call.Call).role != 0 {
			continue
		}
		rt := w.findRouter(edge, depth+maxNesting/4)
		if rt == nil {
			continue
		}
		for _, one := range rt.each() {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	rt := w.newRouter(all[0].fw)
	rt.branches = all
	for _, one := range all {
		rt.mounts = append(rt.mounts, mount{in: one, seen: len(one.own)})
	}
	return rt
}

func (w *walker) defaultMux() *router {
	if w.standard == nil {
		w.standard = w.newRouter(w.p.framework(netHTTP))
	}
	return w.standard
}

// unseen returns the router for a value whose making is not in view: a parameter,
// a field, the result of an unknown function.
func (w *walker) unseen(r ref, fw *framework) *router {
	var key any = r
	act, index := r.act, -1
	var fields []string
	if from, i, path, ok := w.parameter(r); ok {
		act, index, fields = from, i, path
		key = given{from, i, strings.Join(path, ".")}
	} else {
		switch v := r.v.(type) {
		case *ssa.UnOp:
			if fa, ok := v.X.(*ssa.FieldAddr); ok {
				key = values.FieldVar(fa.X.Type(), fa.Field)
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
	}
	if rt := w.fieldRouters[key]; rt != nil {
		return rt
	}
	rt := w.newRouter(fw)
	rt.index, rt.fields, rt.typ = index, fields, r.v.Type()
	if index != ownRouter && !fw.isTop(rt.typ) || index >= 0 {
		rt.param = act
	}
	w.fieldRouters[key] = rt
	return rt
}

// given names a router by the parameter of a function that holds it.
type given struct {
	in     *activation
	index  int
	fields string
}

// parameter returns the parameter that a value is, or in which fields lead to it,
// when no caller is known.
func (w *walker) parameter(r ref) (in *activation, index int, fields []string, ok bool) {
	for range maxFields {
		r = w.chase(r, true)
		switch v := r.v.(type) {
		case *ssa.Parameter:
			for i, p := range r.act.fn.Params {
				if p == v {
					return r.act, i, fields, true
				}
			}
			return nil, 0, nil, false
		case *ssa.UnOp:
			if v.Op != token.MUL {
				return nil, 0, nil, false
			}
			r.v = v.X
		case *ssa.FieldAddr:
			if val, ok := w.fieldOf(ref{v.X, r.act}, v.Field, 0); ok && len(fields) > 0 {
				r = val
				continue
			}
			fields = append([]string{values.FieldVar(v.X.Type(), v.Field).Name()}, fields...)
			r.v = v.X
		case *ssa.Field:
			fields = append([]string{values.FieldVar(v.X.Type(), v.Field).Name()}, fields...)
			r.v = v.X
		case *ssa.Alloc:
			s := onlyStore(v)
			if s == nil {
				return nil, 0, nil, false
			}
			r.v = s.Val
		default:
			return nil, 0, nil, false
		}
	}
	return nil, 0, nil, false
}

const maxFields = 20

// ownRouter is the index of a router that is made by no known function.
const ownRouter = -2
