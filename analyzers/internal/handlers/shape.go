package handlers

import (
	"go/types"
)

// A Shape says how a function takes a request and answers it.
type Shape struct {
	// Framework is the import path of the library whose handlers look so.
	Framework string
	// Request and Response are the indexes of the parameters, receiver not
	// counted, that hold the request and take the response; the same for a
	// context that is both, -1 for none.
	Request, Response int
}

// contexts are the types that are request and response in one.
var contexts = map[string]string{
	"*github.com/gin-gonic/gin.Context":       "github.com/gin-gonic/gin",
	"github.com/labstack/echo/v4.Context":     "github.com/labstack/echo/v4",
	"*github.com/labstack/echo/v5.Context":    "github.com/labstack/echo/v5",
	"*github.com/gofiber/fiber/v2.Ctx":        "github.com/gofiber/fiber/v2",
	"github.com/gofiber/fiber/v3.Ctx":         "github.com/gofiber/fiber/v3",
	"*github.com/valyala/fasthttp.RequestCtx": "github.com/valyala/fasthttp",
}

const (
	httprouterPath = "github.com/julienschmidt/httprouter"
	connectPath    = "connectrpc.com/connect"
)

// ShapeOf returns the shape of a handler with this signature; ok is false when no
// framework has such handlers.
func ShapeOf(sig *types.Signature) (shape Shape, ok bool) {
	params, results := sig.Params(), sig.Results()
	typeOf := func(i int) string { return types.TypeString(types.Unalias(params.At(i).Type()), nil) }
	switch params.Len() {
	case 1:
		fw, isContext := contexts[typeOf(0)]
		if !isContext {
			return Shape{}, false
		}
		want := 1
		if fw == "github.com/gin-gonic/gin" || fw == "github.com/valyala/fasthttp" {
			want = 0
		}
		if results.Len() != want || want == 1 && !isError(results.At(0).Type()) {
			return Shape{}, false
		}
		return Shape{Framework: fw, Request: 0, Response: 0}, true
	case 2:
		if typeOf(0) == "net/http.ResponseWriter" && typeOf(1) == "*net/http.Request" && results.Len() == 0 {
			return Shape{Framework: netHTTP, Request: 1, Response: 0}, true
		}
		if typeOf(0) == "context.Context" && results.Len() == 2 && fromConnect(params.At(1).Type(), "Request") && fromConnect(results.At(0).Type(), "Response") {
			return Shape{Framework: connectPath, Request: 1, Response: -1}, true
		}
	case 3:
		if typeOf(0) == "net/http.ResponseWriter" && typeOf(1) == "*net/http.Request" && typeOf(2) == httprouterPath+".Params" && results.Len() == 0 {
			return Shape{Framework: httprouterPath, Request: 1, Response: 0}, true
		}
	}
	return Shape{}, false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func fromConnect(t types.Type, name string) bool {
	n := namedOf(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == connectPath && n.Obj().Name() == name
}

// namedOf returns the named type that t is or points to, or nil.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
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
