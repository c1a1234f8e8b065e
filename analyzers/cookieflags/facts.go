package cookieflags

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A makerFact on a function says what the cookie is like that it returns.
type makerFact struct {
	Result int
	Recipe recipe
}

// A writerFact on a function says what the cookies are like that it writes, as
// far as its callers decide.
type writerFact struct{ Recipes []recipe }

func (*makerFact) AFact()  {}
func (*writerFact) AFact() {}

func (f *makerFact) String() string  { return "makes a cookie" }
func (f *writerFact) String() string { return "writes cookies" }

// A recipe is a cookie in terms of the parameters of a function.
type recipe struct {
	// Text says that SameSite is given as fiber does, as a text.
	Text bool
	// Symbols are in order of symbolNames; gob does not write maps in any order
	// that lasts, and facts must be the same each time.
	Symbols []symbol
}

// The names of a recipe's symbols, which are those of http.Cookie's fields.
var symbolNames = []string{"Name", "Value", "Path", "Domain", "MaxAge", "Expires", "Secure", "HttpOnly", "SameSite"}

func (r recipe) symbol(field string) symbol {
	if field == "HTTPOnly" {
		field = "HttpOnly"
	}
	if i := slices.Index(symbolNames, field); i >= 0 && i < len(r.Symbols) {
		return r.Symbols[i]
	}
	return symbol{}
}

// A symbol is what one attribute is. The zero symbol is unknown.
type symbol struct {
	Kind symbolKind
	// Text and Int hold a constant; Int is 1 for true.
	Text string
	Int  int64
	// Param is an index among the arguments, receiver not counted, and Field, if
	// any, a field of that argument.
	Param int
	Field string
}

type symbolKind int

const (
	unknownSymbol symbolKind = iota
	boolSymbol
	intSymbol
	textSymbol
	paramSymbol
)

// symbolOf puts a set, read in a frame of Outside, in terms of fn's parameters.
func symbolOf(set values.Set, fn *ssa.Function) symbol {
	it, ok := set.Only()
	if !ok {
		return symbol{}
	}
	switch v := it.Value.(type) {
	case values.Const:
		switch {
		case v.Val == nil || it.Shared:
			return symbol{}
		case v.Val.Kind() == constant.Bool && constant.BoolVal(v.Val):
			return symbol{Kind: boolSymbol, Int: 1}
		case v.Val.Kind() == constant.Bool:
			return symbol{Kind: boolSymbol}
		case v.Val.Kind() == constant.String:
			return symbol{Kind: textSymbol, Text: constant.StringVal(v.Val)}
		}
		if n, ok := values.IntOf(v); ok {
			return symbol{Kind: intSymbol, Int: n}
		}
	case values.Opaque:
		p, ok := v.Src.(*ssa.Parameter)
		if !ok || v.Callee != nil {
			return symbol{}
		}
		i := slices.Index(fn.Params, p)
		if fn.Signature.Recv() != nil {
			i--
		}
		if i >= 0 && (v.Field != "" || !isPointer(p.Type())) {
			return symbol{Kind: paramSymbol, Param: i, Field: v.Field}
		}
	}
	return symbol{}
}

// bind returns what a symbol is at a call.
func (p *pass) bind(s symbol, call ssa.CallInstruction, frame *values.Frame) values.Set {
	switch s.Kind {
	case boolSymbol:
		return boolSet(s.Int == 1)
	case intSymbol:
		return values.Set{{Value: values.Const{Val: constant.MakeInt64(s.Int), Type: types.Typ[types.Int]}, Implicit: true}}
	case textSymbol:
		return textSet(s.Text)
	case paramSymbol:
		args := values.Args(call.Common())
		if s.Param >= len(args) {
			break
		}
		if s.Field == "" {
			set, _ := p.r.ArgIn(call, s.Param, frame)
			return set
		}
		set := p.r.Field(p.r.StructOf(args[s.Param], call, frame), s.Field).Set
		return p.completed(set, s.Field, frame)
	}
	return unknownSet("decided in another package")
}

// recipeOf puts a cookie in terms of the parameters of fn. decided reports
// whether some flag depends on them.
func recipeOf(c *cookie, fn *ssa.Function) (r recipe, decided bool) {
	r.Symbols = make([]symbol, len(symbolNames))
	sets := []values.Set{c.name, c.value, c.path, c.domain, c.maxAge, c.expires, c.flags[secure], c.flags[httpOnly], c.flags[sameSite]}
	for i, set := range sets {
		s := symbolOf(set, fn)
		r.Symbols[i] = s
		decided = decided || s.Kind == paramSymbol && i >= 6
	}
	m, known := c.mode(textSet("")[0])
	r.Text = known && m == lax
	return r, decided
}

// exportFacts leaves what callers in other packages need to know of the exported
// functions that make or write cookies.
func (p *pass) exportFacts(writes []write) {
	if isModelled(p.Pkg.Path()) {
		return
	}
	for _, fn := range p.r.Funcs {
		if obj := exportedObject(fn); obj != nil {
			p.exportMaker(fn, obj)
		}
	}
	facts := make(map[*types.Func]*writerFact)
	var order []*types.Func
	for _, w := range writes {
		if w.role != nil {
			continue // a store's options: its own package speaks of them
		}
		for _, frame := range p.entries(w.instr.Parent(), maxDepth, nil) {
			top := frame
			for top.Up() != nil {
				top = top.Up()
			}
			c := w.read(frame)
			if c == nil || p.isDeletion(c) {
				continue
			}
			obj := exportedObject(top.Fn())
			r, decided := recipeOf(c, top.Fn())
			if !decided {
				continue
			}
			if facts[obj] == nil {
				facts[obj] = new(writerFact)
				order = append(order, obj)
			}
			facts[obj].Recipes = append(facts[obj].Recipes, r)
		}
	}
	for _, obj := range order {
		p.ExportObjectFact(obj, facts[obj])
	}
}

// entries returns the ways into fn from exported functions called from code that
// is not seen: a frame of Outside, and those of the calls that lead on from it.
func (p *pass) entries(fn *ssa.Function, depth int, above []*ssa.Function) []*values.Frame {
	var out []*values.Frame
	if exportedObject(fn) != nil {
		out = append(out, p.r.Outside(fn))
	}
	if depth == 0 || slices.Contains(above, fn) {
		return out
	}
	calls, _ := p.r.Callers(fn)
	for _, call := range calls {
		for _, up := range p.entries(call.Parent(), depth-1, append(above, fn)) {
			if f := p.r.Enter(fn, call, up); f != nil && len(out) < maxChains {
				out = append(out, f)
			}
		}
	}
	return out
}

// exportMaker exports a fact for a function that returns a cookie.
func (p *pass) exportMaker(fn *ssa.Function, obj *types.Func) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		d := makerDialect(results.At(i).Type())
		if d == nil {
			continue
		}
		var joined *recipe
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || len(ret.Results) <= i {
				continue
			}
			if k, isConst := ret.Results[i].(*ssa.Const); isConst && k.Value == nil && isPointer(k.Type()) {
				continue
			}
			r, _ := recipeOf(p.structCookie(d, ret.Results[i], ret, p.r.Outside(fn)), fn)
			if joined != nil {
				r = joined.join(r)
			}
			joined = &r
		}
		if joined != nil {
			p.ExportObjectFact(obj, &makerFact{Result: i, Recipe: *joined})
		}
		return
	}
}

// join keeps what two recipes agree on.
func (r recipe) join(other recipe) recipe {
	for i, s := range r.Symbols {
		if other.Symbols[i] != s {
			r.Symbols[i] = symbol{}
		}
	}
	return r
}

// makerDialect returns the dialect of a cookie struct type, or nil.
func makerDialect(t types.Type) *dialect {
	switch strings.TrimPrefix(t.String(), "*") {
	case "net/http.Cookie":
		return httpDialect
	case "github.com/gofiber/fiber/v2.Cookie":
		return fiberDialect
	case "github.com/gofiber/fiber/v3.Cookie":
		return fiber3Dialect
	}
	return nil
}

// exportedObject returns the function or method that other packages can call, or nil.
func exportedObject(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	if obj == nil || !obj.Exported() || fn.Pkg == nil || fn.Pkg.Pkg.Name() == "main" {
		return nil
	}
	return obj
}

// isModelled reports whether the tables of this package speak for the package at
// path: its own code is not asked.
func isModelled(path string) bool {
	for _, prefix := range []string{
		"net/http", "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/gofiber/fiber",
		"github.com/valyala/fasthttp", "github.com/cloudwego/hertz", "gopkg.in/macaron", "github.com/go-macaron",
		"github.com/beego/beego", gorillaSessions, ginSessions, scsPath, gorillaCSRF, nosurf,
	} {
		if path == prefix || strings.HasPrefix(path, prefix+"/") || strings.HasPrefix(path, prefix+".") {
			return true
		}
	}
	return false
}
