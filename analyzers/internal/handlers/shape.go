package handlers

import (
	"go/types"
	"slices"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A Shape says how a function takes a request and answers it. Parameters are
// counted without the receiver; -1 stands for none.
type Shape struct {
	// Framework is the import path of the library that calls it, or whose
	// generated code does.
	Framework string
	// Request is the parameter that holds the request, Response the one that takes
	// the response; the same for a context, or a stream, that is both.
	Request, Response int
	// Inputs are the parameters that hold what was decoded from the request, all
	// of it the client's: a message, a struct of parameters, path values.
	Inputs []int
	// Output is the result that is encoded into the response.
	Output int
	// Error is the result that is an error which the framework answers.
	Error int
}

// contexts are the types that are request and response in one.
var contexts = map[string]string{
	"*github.com/gin-gonic/gin.Context":       "github.com/gin-gonic/gin",
	"github.com/labstack/echo/v4.Context":     "github.com/labstack/echo/v4",
	"*github.com/labstack/echo/v5.Context":    "github.com/labstack/echo/v5",
	"*github.com/gofiber/fiber/v2.Ctx":        "github.com/gofiber/fiber/v2",
	"github.com/gofiber/fiber/v3.Ctx":         "github.com/gofiber/fiber/v3",
	"*github.com/valyala/fasthttp.RequestCtx": "github.com/valyala/fasthttp",
	"github.com/labstack/echo.Context":        "github.com/labstack/echo",

	"*github.com/pocketbase/pocketbase/core.RequestEvent":   "github.com/pocketbase/pocketbase/tools/router",
	"github.com/go-kratos/kratos/v2/transport/http.Context": "github.com/go-kratos/kratos/v2/transport/http",
}

const (
	httprouterPath = "github.com/julienschmidt/httprouter"
	connectPath    = "connectrpc.com/connect"
	swaggerPath    = "github.com/go-openapi/runtime"
)

// ShapeOf returns the shape of a handler with this signature; ok is false when no
// framework has such handlers. Where the signature does not tell, as for methods
// of gRPC services, Result.ShapeOf does.
func ShapeOf(sig *types.Signature) (shape Shape, ok bool) {
	params, results := sig.Params(), sig.Results()
	switch params.Len() {
	case 1:
		fw, isContext := contexts[typeString(params, 0)]
		if !isContext {
			return swaggerShape(sig)
		}
		if fw == "github.com/gin-gonic/gin" || fw == "github.com/valyala/fasthttp" {
			return Shape{Framework: fw, Output: -1, Error: -1}, results.Len() == 0
		}
		return Shape{Framework: fw, Output: -1}, results.Len() == 1 && isError(results.At(0).Type())
	case 2:
		if typeString(params, 0) == "net/http.ResponseWriter" && typeString(params, 1) == "*net/http.Request" && results.Len() == 0 {
			return Shape{Framework: netHTTP, Request: 1, Response: 0, Output: -1, Error: -1}, true
		}
	case 3:
		if typeString(params, 0) == "net/http.ResponseWriter" && typeString(params, 1) == "*net/http.Request" && typeString(params, 2) == httprouterPath+".Params" && results.Len() == 0 {
			return Shape{Framework: httprouterPath, Request: 1, Response: 0, Inputs: []int{2}, Output: -1, Error: -1}, true
		}
	}
	if shape, ok := connectShape(sig); ok {
		return shape, true
	}
	return swaggerShape(sig)
}

func typeString(list *types.Tuple, i int) string {
	if i >= list.Len() {
		return ""
	}
	return types.TypeString(types.Unalias(list.At(i).Type()), nil)
}

// connectShape is the shape of connect's handlers that name its types: a message
// in or a stream, a message out or a stream.
func connectShape(sig *types.Signature) (Shape, bool) {
	params, results := sig.Params(), sig.Results()
	if params.Len() < 2 || params.Len() > 3 || typeString(params, 0) != "context.Context" || results.Len() == 0 || !isError(results.At(results.Len()-1).Type()) {
		return Shape{}, false
	}
	shape := Shape{Framework: connectPath, Request: 1, Response: -1, Output: -1, Error: results.Len() - 1}
	switch {
	case fromConnect(params.At(1).Type(), "Request"):
		shape.Inputs = []int{1}
	case fromConnect(params.At(1).Type(), "ClientStream") && params.Len() == 2:
	case fromConnect(params.At(1).Type(), "BidiStream") && params.Len() == 2:
		shape.Response = 1
	default:
		return Shape{}, false
	}
	switch {
	case params.Len() == 3:
		shape.Response = 2
		return shape, results.Len() == 1 && fromConnect(params.At(2).Type(), "ServerStream")
	case shape.Response == 1:
		return shape, results.Len() == 1
	}
	shape.Output = 0
	return shape, results.Len() == 2 && fromConnect(results.At(0).Type(), "Response")
}

// swaggerShape is the shape of the handlers of go-swagger's servers: parameters,
// who the client is where an operation asks for it, and what writes the response.
func swaggerShape(sig *types.Signature) (Shape, bool) {
	params, results := sig.Params(), sig.Results()
	if params.Len() < 1 || params.Len() > 2 || results.Len() != 1 || typeString(results, 0) != swaggerPath+"/middleware.Responder" {
		return Shape{}, false
	}
	if st, ok := params.At(0).Type().Underlying().(*types.Struct); !ok || !hasField(st, "HTTPRequest") {
		return Shape{}, false
	}
	return Shape{Framework: swaggerPath, Response: -1, Inputs: []int{0}, Error: -1}, true
}

func hasField(st *types.Struct, names ...string) bool {
	for i := range st.NumFields() {
		if slices.Contains(names, st.Field(i).Name()) {
			return true
		}
	}
	return false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func fromConnect(t types.Type, name string) bool {
	n := values.NamedOf(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == connectPath && n.Obj().Name() == name
}

// takesRequest reports whether a function gets something of a request: a handler
// in a form of the project's own, which an adapter turns into a framework's.
func takesRequest(sig *types.Signature) bool {
	for i := range sig.Params().Len() {
		t := types.TypeString(types.Unalias(sig.Params().At(i).Type()), nil)
		if _, ok := contexts[t]; ok || t == "net/http.ResponseWriter" || t == "*net/http.Request" || t == "context.Context" {
			return true
		}
	}
	return false
}

// isMiddleware reports whether a function turns a handler into a handler.
func isMiddleware(sig *types.Signature) bool {
	if sig.Params().Len() == 0 || sig.Results().Len() != 1 {
		return false
	}
	return answers(sig.Params().At(sig.Params().Len()-1).Type()) && answers(sig.Results().At(0).Type())
}

// answers reports whether values of a type answer requests: functions of a
// handler's shape, and what has a ServeHTTP method.
func answers(t types.Type) bool {
	if sig, ok := t.Underlying().(*types.Signature); ok {
		_, ok := ShapeOf(sig)
		return ok
	}
	return serveHTTP(t) != nil
}

// serveHTTP returns the ServeHTTP method of a type, or nil.
func serveHTTP(t types.Type) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	f, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	if _, ok := ShapeOf(f.Signature()); !ok {
		return nil
	}
	return f
}
