package corsorigin

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// checkProtection judges the holes in an http.CrossOriginProtection (Go 1.25): a
// bypass pattern that covers every path, and a deny handler that serves the
// request after all.
func (a *analysis) checkProtection(call ssa.CallInstruction) {
	switch values.CalleeName(call.Common()) {
	case "(*net/http.CrossOriginProtection).AddInsecureBypassPattern":
		set, at := a.r.Arg(call, 0)
		for _, it := range set {
			if s, ok := values.StringOf(it.Value); ok && coversAll(s) {
				a.reportProtection(call, a.tight(at, it.At), "this pattern takes every path out of the protection: a browser may send any website's requests as the user; bypass single paths only")
			}
		}
	case "(*net/http.CrossOriginProtection).SetDenyHandler":
		set, at := a.r.Arg(call, 0)
		for _, it := range set {
			if servesAll(it.Value) {
				a.reportProtection(call, at, "this deny handler serves the refused request: a browser may send any website's requests as the user; answer with 403")
			}
		}
	}
}

// coversAll reports whether a ServeMux pattern matches every path of every host:
// "/", "POST /", "/{path...}".
func coversAll(pattern string) bool {
	if _, rest, ok := strings.Cut(pattern, " "); ok {
		pattern = strings.TrimSpace(rest)
	}
	return pattern == "/" || strings.HasPrefix(pattern, "/{") && strings.HasSuffix(pattern, "...}") && strings.Count(pattern, "/") == 1
}

// servesAll reports whether a deny handler is one that serves requests: a mux, or
// a function that passes them on.
func servesAll(v values.Value) bool {
	switch v := v.(type) {
	case values.Func:
		return passesOn(v.Fn)
	case values.Opaque:
		return v.Src != nil && isNamed(v.Src.Type(), "net/http", "ServeMux")
	case values.Struct:
		return isNamed(v.Type, "net/http", "ServeMux")
	}
	return false
}

// passesOn reports whether a deny handler calls another handler's ServeHTTP, in
// every case: a branch before it may be a check of its own.
func passesOn(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			f := values.Callee(call.Common())
			if f == nil || f.Name() != "ServeHTTP" || len(values.Args(call.Common())) != 2 {
				continue
			}
			if isRequest(values.Args(call.Common())[1].Type()) && len(values.Conditions(b)) == 0 {
				return true
			}
		}
	}
	return false
}

func (a *analysis) reportProtection(call ssa.CallInstruction, at values.Span, words string) {
	when, switches, ok := a.whenReached(call, nil)
	if !ok {
		return
	}
	a.report(opening{
		admission: admission{who: everyone, when: when, switches: switches, origin: anyone},
		subject:   protection, at: at, words: words,
	})
}
