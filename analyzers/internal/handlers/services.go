package handlers

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const grpcPath = "google.golang.org/grpc"

// A service is a generated function that registers the methods of a service.
type service struct {
	fw   *framework
	name string
	// methods is the interface that the implementation satisfies.
	methods *types.Interface
	pkg     *types.Package // of the generated code
	impl    ssa.Value
	// constant names the generated constant that holds a method's path.
	constant func(method string) string
	method   string
	// options are the arguments that may name interceptors.
	options []ssa.Value
}

// serviceFrameworks are the libraries whose routes generated code registers.
func serviceFrameworks() []*framework {
	return []*framework{
		{path: grpcPath, join: func(_, path string) string { return path }},
		{path: connectPath, join: joinSlash},
	}
}

// service returns the service that a call registers, or nil: generated functions
// are known by name and signature.
func (p *program) service(c *ssa.CallCommon) *service {
	f := values.Callee(c)
	if f == nil || f.Pkg() == nil || f.Signature().Recv() != nil {
		return nil
	}
	params := f.Signature().Params()
	args := values.Args(c)
	if name, ok := between(f.Name(), "Register", "Server"); ok && params.Len() == 2 && named(params.At(0).Type(), grpcPath, []string{"ServiceRegistrar", "Server"}) {
		it, ok := params.At(1).Type().Underlying().(*types.Interface)
		if !ok {
			return nil
		}
		return &service{
			fw: p.frameworks[grpcPath], name: name, methods: it, pkg: f.Pkg(), impl: args[1], method: "GRPC", options: args[:1],
			constant: func(m string) string { return name + "_" + m + "_FullMethodName" },
		}
	}
	if name, ok := between(f.Name(), "New", "Handler"); ok && params.Len() == 2 && f.Signature().Results().Len() == 2 {
		list, ok := params.At(1).Type().(*types.Slice)
		it, isIface := params.At(0).Type().Underlying().(*types.Interface)
		if !ok || !isIface || !named(list.Elem(), connectPath, []string{"HandlerOption"}) {
			return nil
		}
		return &service{
			fw: p.frameworks[connectPath], name: name, methods: it, pkg: f.Pkg(), impl: args[0], method: "POST", options: args[1:],
			constant: func(m string) string { return name + m + "Procedure" },
		}
	}
	return nil
}

func between(s, prefix, suffix string) (string, bool) {
	if len(s) <= len(prefix)+len(suffix) || !strings.HasPrefix(s, prefix) || !strings.HasSuffix(s, suffix) {
		return "", false
	}
	return s[len(prefix) : len(s)-len(suffix)], true
}

// registerService notes a route for every method of a service.
func (w *walker) registerService(call ssa.CallInstruction, act *activation) bool {
	s := w.p.service(call.Common())
	if s == nil {
		return false
	}
	rt := w.newRouter(s.fw)
	chain := w.interceptors(s, act)
	impl := w.chase(ref{s.impl, act}, true)
	for i := range s.methods.NumMethods() {
		m := s.methods.Method(i)
		if !m.Exported() {
			continue
		}
		pattern := "/" + Unknown + "." + s.name + "/" + m.Name()
		if c, ok := s.pkg.Scope().Lookup(s.constant(m.Name())).(*types.Const); ok && c.Val().Kind() == constant.String {
			pattern = constant.StringVal(c.Val())
		}
		h := w.method(m)
		if obj, _, _ := types.LookupFieldOrMethod(impl.v.Type(), true, m.Pkg(), m.Name()); obj != nil {
			if f, ok := obj.(*types.Func); ok {
				h = w.method(f)
			}
		}
		w.register(resolved{Handler: h})
		w.note(rt, Route{Method: s.method, Pattern: pattern, Handler: h, Chain: chain, Registered: call.Pos()})
	}
	if v, ok := call.(ssa.Value); ok && v.Referrers() != nil {
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
func (w *walker) interceptors(s *service, act *activation) []Middleware {
	var options []ref
	for _, o := range s.options {
		r := ref{o, act}
		if s.fw.path == grpcPath {
			call, ok := w.chase(r, true).v.(*ssa.Call)
			if !ok || values.CalleeName(&call.Call) != grpcPath+".NewServer" {
				return nil
			}
			r = ref{call.Call.Args[0], w.chase(r, true).act}
		}
		options = append(options, w.several(r)...)
	}
	var chain []Middleware
	for _, o := range options {
		o = w.chase(o, true)
		call, ok := o.v.(*ssa.Call)
		f := (*types.Func)(nil)
		if ok {
			f = values.Callee(&call.Call)
		}
		if f == nil || f.Pkg() == nil || f.Pkg().Path() != s.fw.path || !strings.Contains(f.Name(), "Interceptor") || strings.Contains(f.Name(), "Stream") {
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
		fw := w.p.frameworks[netHTTP]
		rt = w.unseen(recv, fw)
		recv.act.routers[recv.v] = rt
	}
	op := rt.fw.methods[c.Method.Name()]
	if op.role == 0 {
		return false
	}
	w.apply(rt.fw, op, call, act)
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
