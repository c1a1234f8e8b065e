package handlers

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const grpcPath = "google.golang.org/grpc"

// A service is a generated function that registers the methods of a service, or
// makes a handler of them.
type service struct {
	framework, name string
	// methods is the interface that the implementation satisfies.
	methods *types.Interface
	pkg     *types.Package // of the generated code
	// path is the name of the generated constant that holds a method's path, or
	// with prefix that of all paths.
	path   func(method string) string
	prefix bool
	method string
	// impl is the parameter for the implementation, options the ones that may name
	// interceptors.
	impl, options int
}

// generatedService returns the service that a function registers, or nil: generated
// functions are known by name and signature.
func generatedService(f *types.Func) *service {
	if f == nil || f.Pkg() == nil || f.Signature().Recv() != nil || f.Signature().Params().Len() != 2 {
		return nil
	}
	params, results := f.Signature().Params(), f.Signature().Results()
	s := &service{pkg: f.Pkg()}
	if name, ok := between(f.Name(), "Register", "Server"); ok && named(params.At(0).Type(), grpcPath, []string{"ServiceRegistrar", "Server"}) {
		s.framework, s.name, s.method, s.impl = grpcPath, name, "GRPC", 1
		s.path = func(m string) string { return name + "_" + m + "_FullMethodName" }
		return s.of(params)
	}
	s.options = 1
	list, ok := params.At(1).Type().(*types.Slice)
	if !ok {
		return nil
	}
	if name, ok := between(f.Name(), "New", "Handler"); ok && results.Len() == 2 && named(list.Elem(), connectPath, []string{"HandlerOption"}) {
		s.framework, s.name, s.method = connectPath, name, "POST"
		s.path = func(m string) string { return name + m + "Procedure" }
		return s.of(params)
	}
	if name, ok := between(f.Name(), "New", "Server"); ok && results.Len() == 1 && strings.HasSuffix(typeString(results, 0), ".TwirpServer") {
		s.framework, s.name, s.method, s.prefix = twirpPath, name, "POST", true
		s.path = func(string) string { return name + "PathPrefix" }
		return s.of(params)
	}
	return nil
}

// of fills in the interface; nil when the parameter is none.
func (s *service) of(params *types.Tuple) *service {
	it, ok := params.At(s.impl).Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	s.methods = it
	return s
}

// pattern is the path of a method.
func (s *service) pattern(method string) string {
	c, ok := s.pkg.Scope().Lookup(s.path(method)).(*types.Const)
	switch {
	case !ok || c.Val().Kind() != constant.String:
		return "/" + Unknown + "." + s.name + "/" + method
	case s.prefix:
		return joinSlash(constant.StringVal(c.Val()), method)
	}
	return constant.StringVal(c.Val())
}

// namesService reports whether a function of that name can be generatedService's.
func namesService(name string) bool {
	return strings.HasPrefix(name, "Register") && strings.HasSuffix(name, "Server") ||
		strings.HasPrefix(name, "New") && (strings.HasSuffix(name, "Handler") || strings.HasSuffix(name, "Server"))
}

func between(s, prefix, suffix string) (string, bool) {
	if len(s) <= len(prefix)+len(suffix) || !strings.HasPrefix(s, prefix) || !strings.HasSuffix(s, suffix) {
		return "", false
	}
	return s[len(prefix) : len(s)-len(suffix)], true
}

// registerService notes a route for every method of a service.
func (w *walker) registerService(call ssa.CallInstruction, act *activation) bool {
	s := generatedService(values.Callee(call.Common()))
	if s == nil {
		return false
	}
	rt := w.newRouter(w.p.framework(s.framework))
	args := values.Args(call.Common())
	chain := w.interceptors(s, args[s.options], act)
	impl := w.chase(ref{args[s.impl], act}, true)
	for i := range s.methods.NumMethods() {
		m := s.methods.Method(i)
		if !m.Exported() {
			continue
		}
		h := w.method(m)
		if obj, _, _ := types.LookupFieldOrMethod(impl.v.Type(), true, m.Pkg(), m.Name()); obj != nil {
			if f, ok := obj.(*types.Func); ok {
				h = w.method(f)
			}
		}
		w.register(resolved{Handler: h})
		w.note(rt, Route{Method: s.method, Pattern: s.pattern(m.Name()), Handler: h, Chain: chain, Registered: call.Pos()})
	}
	v, _ := call.(ssa.Value)
	if s.framework == twirpPath && v != nil {
		act.routers[v] = rt
	} else if v != nil && v.Referrers() != nil {
		for _, use := range *v.Referrers() {
			if e, ok := use.(*ssa.Extract); ok && e.Index == 1 {
				act.routers[e] = rt
			}
		}
	}
	return true
}

// interceptors are the links that options name, or the options of the server that
// the service is registered at.
func (w *walker) interceptors(s *service, from ssa.Value, act *activation) []Middleware {
	options := ref{from, act}
	if s.framework == grpcPath {
		server := w.chase(options, true)
		call, ok := server.v.(*ssa.Call)
		if !ok || values.CalleeName(&call.Call) != grpcPath+".NewServer" {
			return nil
		}
		options = ref{call.Call.Args[0], server.act}
	}
	var chain []Middleware
	for _, o := range w.several(options) {
		o = w.chase(o, true)
		call, ok := o.v.(*ssa.Call)
		f := (*types.Func)(nil)
		if ok {
			f = values.Callee(&call.Call)
		}
		if f == nil || f.Pkg() == nil || f.Pkg().Path() != s.framework || !strings.Contains(f.Name(), "Interceptor") || strings.Contains(f.Name(), "Stream") {
			continue
		}
		for _, arg := range values.Args(&call.Call) {
			for _, m := range w.several(ref{arg, o.act}) {
				chain = append(chain, w.middleware(m))
			}
		}
	}
	return chain
}

// viaInterface applies a call of a method of an interface that the project
// declares, when the router behind it is known, or when the method can be nothing
// but http.ServeMux's.
func (w *walker) viaInterface(call ssa.CallInstruction, act *activation) bool {
	c := call.Common()
	if !c.IsInvoke() {
		return false
	}
	recv := w.chase(ref{c.Value, act}, true)
	var rt *router
	if recv.act != nil && recv.act.routers[recv.v] != nil || w.p.routerType(recv.v.Type()) != nil {
		rt = w.routerOf(recv)
	}
	if rt == nil {
		if !registersByName(c) {
			return false
		}
		fw := w.p.framework(netHTTP)
		rt = w.unseen(recv, fw)
		recv.act.routers[recv.v] = rt
	}
	op := w.p.method(rt.fw, c.Method.Name())
	if op.role == 0 {
		return false
	}
	w.apply(op, call, act)
	return true
}

// registersByName reports whether a call is of an interface's method Handle or
// HandleFunc that takes a pattern and a handler.
func registersByName(c *ssa.CallCommon) bool {
	if !c.IsInvoke() || c.Method.Name() != "Handle" && c.Method.Name() != "HandleFunc" {
		return false
	}
	params := c.Method.Signature().Params()
	return params.Len() == 2 && types.Identical(params.At(0).Type().Underlying(), types.Typ[types.String]) && answers(params.At(1).Type())
}
