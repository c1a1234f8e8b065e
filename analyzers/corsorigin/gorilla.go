package corsorigin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const gorillaHandlers = "github.com/gorilla/handlers"

// gorillaModel is github.com/gorilla/handlers v1.5, whose options are functions:
// without origins and validator it answers "*"; a validator's yes is answered
// with the caller's origin.
var gorillaModel = &libraryModel{pkg: gorillaHandlers, funcsFirst: true, empty: meansAll}

// checkGorilla judges handlers.CORS(options...).
func (a *analysis) checkGorilla(call ssa.CallInstruction) {
	if values.CalleeName(call.Common()) != gorillaHandlers+".CORS" {
		return
	}
	p := &policy{call: call, fun: a.r.CalleeSpan(call), guarded: true}
	set, _ := a.r.Arg(call, 0)
	for _, it := range set {
		switch v := it.Value.(type) {
		case values.List:
			if v.Open {
				return // options that are not all seen
			}
			for _, e := range v.Elems {
				if !a.gorillaOption(p, e) {
					return
				}
			}
		case values.Const: // no options
		default:
			return
		}
	}
	a.judgePolicy(gorillaModel, p)
}

// gorillaOption reads one option; it reports false for one that cannot be followed.
func (a *analysis) gorillaOption(p *policy, set values.Set) bool {
	for _, it := range set {
		o, ok := it.Value.(values.Opaque)
		if !ok || o.Callee == nil || o.Callee.Pkg() == nil || o.Callee.Pkg().Path() != gorillaHandlers {
			return false
		}
		call, ok := o.Src.(*ssa.Call)
		if !ok {
			return false
		}
		arg, at := a.r.ArgIn(call, 0, o.Frame)
		field := values.Field{Set: arg, At: at, Written: true}
		switch o.Callee.Name() {
		case "AllowedOrigins":
			p.list = field
		case "AllowedOriginValidator":
			p.funcs = append(p.funcs, field)
		case "AllowCredentials":
			p.credentials = trueAt(a.r.CallSpan(call))
		}
	}
	return true
}
