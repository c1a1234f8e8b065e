package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A server that go-swagger generates keeps its operations in maps by method and
// path, and fills them in one function:
//
//	o.handlers["GET"]["/pets/{id}"] = pets.NewGetPet(o.context, o.PetsGetPetHandler)
//
// The base path stands in the description that the server embeds.

// swaggerOperation reports whether an instruction is such a line, and what it says.
func swaggerOperation(instr ssa.Instruction) (method, path string, handler ssa.Value, ok bool) {
	set, ok := instr.(*ssa.MapUpdate)
	if !ok || types.TypeString(set.Map.Type().Underlying(), nil) != "map[string]net/http.Handler" {
		return "", "", nil, false
	}
	outer, ok := set.Map.(*ssa.Lookup)
	if !ok {
		return "", "", nil, false
	}
	method, ok = values.ConstText(outer.Index)
	path, ok2 := values.ConstText(set.Key)
	if !ok || !ok2 || !slices.Contains(swaggerMethods, method) {
		return "", "", nil, false
	}
	value := set.Value
	if made, ok := value.(*ssa.MakeInterface); ok {
		value = made.X
	}
	call, ok := value.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 || !answersSwagger(call.Call.Args[1].Type()) {
		return "", "", nil, false
	}
	return method, path, call.Call.Args[1], true
}

// swaggerMethods are those that a description can have.
var swaggerMethods = []string{"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"}

// answersSwagger reports whether a type is the interface of an operation's handler.
func answersSwagger(t types.Type) bool {
	it, ok := t.Underlying().(*types.Interface)
	if !ok || it.NumMethods() != 1 || it.Method(0).Name() != "Handle" {
		return false
	}
	_, ok = swaggerShape(it.Method(0).Signature())
	return ok
}

// registerSwagger notes the route of such a line.
func (w *walker) registerSwagger(instr ssa.Instruction) {
	method, path, handler, ok := swaggerOperation(instr)
	if !ok {
		return
	}
	// The handler is kept in a field that other packages set.
	h := Handler{Name: unknownName(handler)}
	rt := w.newRouter(w.p.framework(swaggerPath))
	w.note(rt, Route{Method: method, Pattern: Unknown + path, Handler: h, Registered: instr.Pos()})
}
