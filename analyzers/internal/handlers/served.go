package handlers

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A served is an interface whose methods generated code calls to answer requests,
// with what their signatures mean.
type served struct {
	methods *types.Interface
	shape   func(*types.Signature) (Shape, bool)
}

const (
	twirpPath  = "github.com/twitchtv/twirp"
	gqlgenPath = "github.com/99designs/gqlgen"
	oapiPath   = "github.com/oapi-codegen/oapi-codegen"
	humaPath   = "github.com/danielgtaylor/huma/v2"
)

// ShapeOf returns how a function of the package, or a literal in it, takes a
// request and answers it; ok is false when nothing says that it does. It holds for
// all functions of a handler's shape, whether a route leads to them or not.
func (r *Result) ShapeOf(fn *ssa.Function) (shape Shape, ok bool) {
	fn = values.Declared(fn)
	if shape, ok := r.shapes[values.Key(fn)]; ok {
		return shape, true
	}
	return ShapeOf(fn.Signature)
}

// findShapes returns the shapes of the functions whose signatures alone do not
// tell, by key: methods of types that satisfy a served interface, and functions
// whose parameters are huma's.
func (p *program) findShapes() map[string]Shape {
	shapes := make(map[string]Shape)
	pkg := p.pass.Pkg
	list := servedBy(pkg)
	huma := false
	for _, imp := range pkg.Imports() {
		list = append(list, servedBy(imp)...)
		huma = huma || imp.Path() == humaPath
	}
	if len(list) > 0 {
		for _, name := range pkg.Scope().Names() {
			if tn, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !tn.IsAlias() {
				addServed(shapes, tn, list)
			}
		}
	}
	if !huma {
		return shapes
	}
	for _, fn := range p.r.Funcs {
		if shape, ok := humaShape(fn.Signature); ok && tellsHuma(fn.Signature) {
			shapes[values.Key(fn)] = shape
		}
	}
	return shapes
}

// addServed adds the methods that a type itself has for the interfaces.
func addServed(shapes map[string]Shape, tn *types.TypeName, list []served) {
	n, ok := tn.Type().(*types.Named)
	// Unimplemented servers are what generated code offers for embedding.
	if !ok || types.IsInterface(n) || strings.HasPrefix(tn.Name(), "Unimplemented") || n.TypeParams().Len() > 0 {
		return
	}
	ptr := types.NewPointer(n)
	for _, s := range list {
		if !types.Implements(ptr, s.methods) {
			continue
		}
		for i := range s.methods.NumMethods() {
			m := s.methods.Method(i)
			obj, _, _ := types.LookupFieldOrMethod(ptr, true, m.Pkg(), m.Name())
			f, ok := obj.(*types.Func)
			if !ok || f.Pkg() != tn.Pkg() {
				continue
			}
			if shape, ok := s.shape(f.Signature()); ok {
				shapes[f.Origin().FullName()] = shape
			}
		}
	}
}

// servedBy returns the served interfaces of a package of generated code. They are
// known by the names that the generators give and by the functions beside them.
func servedBy(pkg *types.Package) []served {
	var out []served
	scope := pkg.Scope()
	iface := func(name string) *types.Interface {
		if tn, ok := scope.Lookup(name).(*types.TypeName); ok {
			it, _ := tn.Type().Underlying().(*types.Interface)
			return it
		}
		return nil
	}
	for _, name := range scope.Names() {
		// Looking an imported name up reads it, with all that it needs.
		if !namesService(name) {
			continue
		}
		f, ok := scope.Lookup(name).(*types.Func)
		if !ok {
			continue
		}
		if s := generatedService(f); s != nil {
			framework := s.framework
			out = append(out, served{s.methods, func(sig *types.Signature) (Shape, bool) { return serviceShape(framework, sig) }})
		}
	}
	if it := iface("StrictServerInterface"); it != nil {
		out = append(out, served{it, strictShape})
	}
	if it := iface("ServerInterface"); it != nil && scope.Lookup("ServerInterfaceWrapper") != nil {
		out = append(out, served{it, wrappedShape})
	}
	if it := iface("ResolverRoot"); it != nil && scope.Lookup("NewExecutableSchema") != nil {
		for i := range it.NumMethods() {
			m := it.Method(i)
			if m.Signature().Results().Len() != 1 {
				continue
			}
			resolver, ok := m.Signature().Results().At(0).Type().Underlying().(*types.Interface)
			if !ok {
				continue
			}
			root := m.Name() == "Query" || m.Name() == "Mutation" || m.Name() == "Subscription"
			out = append(out, served{resolver, func(sig *types.Signature) (Shape, bool) { return resolverShape(sig, root) }})
		}
	}
	return out
}

// serviceShape is the shape of a method of a gRPC, connect or twirp service: with
// a context and a message, or with streams.
func serviceShape(framework string, sig *types.Signature) (Shape, bool) {
	if shape, ok := connectShape(sig); ok {
		return shape, true
	}
	params, results := sig.Params(), sig.Results()
	n := results.Len()
	if n == 0 || n > 2 || !isError(results.At(n-1).Type()) || params.Len() == 0 {
		return Shape{}, false
	}
	shape := Shape{Framework: framework, Request: 0, Response: -1, Output: n - 2, Error: n - 1}
	last := params.Len() - 1
	if typeString(params, 0) == "context.Context" {
		shape.Request = min(1, last)
	}
	if n == 1 {
		shape.Response = last
	}
	if message := shape.Request; message != shape.Response && !types.IsInterface(params.At(message).Type()) {
		shape.Inputs = []int{message}
	}
	return shape, true
}

// strictShape is the shape of oapi-codegen's strict servers.
func strictShape(sig *types.Signature) (Shape, bool) {
	if !twoResults(sig) || sig.Params().Len() != 2 {
		return Shape{}, false
	}
	return Shape{Framework: oapiPath, Request: 1, Response: -1, Inputs: []int{1}, Output: 0, Error: 1}, true
}

// wrappedShape is the shape of oapi-codegen's plain servers: that of a handler of
// the router that they are generated for, and decoded parameters behind it.
func wrappedShape(sig *types.Signature) (Shape, bool) {
	params := sig.Params()
	for n := 1; n <= min(2, params.Len()); n++ {
		head := make([]*types.Var, n)
		for i := range head {
			head[i] = params.At(i)
		}
		shape, ok := ShapeOf(types.NewSignatureType(nil, nil, nil, types.NewTuple(head...), sig.Results(), false))
		if !ok {
			continue
		}
		for i := n; i < params.Len(); i++ {
			shape.Inputs = append(shape.Inputs, i)
		}
		return shape, true
	}
	return Shape{}, false
}

// resolverShape is the shape of a resolver of gqlgen. Those of an object's fields
// get the object, which is the program's, after the context.
func resolverShape(sig *types.Signature, root bool) (Shape, bool) {
	if !twoResults(sig) {
		return Shape{}, false
	}
	first := 2
	if root {
		first = 1
	}
	shape := Shape{Framework: gqlgenPath, Request: -1, Response: -1, Output: 0, Error: 1}
	for i := first; i < sig.Params().Len(); i++ {
		shape.Inputs = append(shape.Inputs, i)
	}
	return shape, true
}

// twoResults reports whether a function takes a context first and returns
// something and an error.
func twoResults(sig *types.Signature) bool {
	return sig.Results().Len() == 2 && isError(sig.Results().At(1).Type()) && typeString(sig.Params(), 0) == "context.Context"
}

// humaShape is the shape of what is registered with huma: func(ctx, *I) (*O, error).
func humaShape(sig *types.Signature) (Shape, bool) {
	if !twoResults(sig) || sig.Params().Len() != 2 || structBehind(sig.Params().At(1).Type()) == nil || structBehind(sig.Results().At(0).Type()) == nil {
		return Shape{}, false
	}
	return Shape{Framework: humaPath, Request: 1, Response: -1, Inputs: []int{1}, Output: 0, Error: 1}, true
}

// tellsHuma reports whether a function's input or output has what huma fills or
// sends: fields tagged path, query, header or cookie, or a body.
func tellsHuma(sig *types.Signature) bool {
	in, out := structBehind(sig.Params().At(1).Type()), structBehind(sig.Results().At(0).Type())
	if hasField(in, "Body", "RawBody") || hasField(out, "Body") {
		return true
	}
	return taggedForHuma(in, 0)
}

// taggedForHuma reports whether a struct, or one that it embeds, has fields that
// huma fills from the request.
func taggedForHuma(in *types.Struct, depth int) bool {
	for i := range in.NumFields() {
		if f := in.Field(i); f.Embedded() && depth < 4 {
			if st, ok := f.Type().Underlying().(*types.Struct); ok && (hasField(st, "Body", "RawBody") || taggedForHuma(st, depth+1)) {
				return true
			}
		}
		for _, key := range []string{"path", "query", "header", "cookie"} {
			if _, ok := reflect.StructTag(in.Tag(i)).Lookup(key); ok {
				return true
			}
		}
	}
	return false
}

// structBehind returns the struct that a pointer points to, or nil.
func structBehind(t types.Type) *types.Struct {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return nil
	}
	st, _ := p.Elem().Underlying().(*types.Struct)
	return st
}
