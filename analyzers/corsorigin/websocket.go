package corsorigin

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// upgraders are the types whose CheckOrigin decides on WebSocket handshakes
// (gorilla/websocket v1.5 and its fork for fasthttp); nil means same origin only.
var upgraders = []struct{ pkg, name string }{
	{"github.com/gorilla/websocket", "Upgrader"},
	{"github.com/fasthttp/websocket", "FastHTTPUpgrader"},
	{"github.com/fasthttp/websocket", "Upgrader"},
}

// acceptors are the packages whose AcceptOptions turn the check off, or name host
// patterns for path.Match (coder/websocket v1.8, formerly nhooyr.io/websocket).
var acceptors = []string{"github.com/coder/websocket", "nhooyr.io/websocket"}

// checkUpgrader judges a store to the field of a WebSocket library's options.
func (a *analysis) checkUpgrader(st *ssa.Store) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	f := values.FieldVar(fa.X.Type(), fa.Field)
	if f == nil {
		return
	}
	at := a.r.StoreSpan(st)
	switch {
	case f.Name() == "CheckOrigin" && isUpgrader(fa.X.Type()):
		a.checkOrigin(st, at)
	case f.Name() == "InsecureSkipVerify" && isAcceptor(fa.X.Type()):
		set := a.r.Value(st.Val)
		if set.True() {
			a.reportWebsocket(st, opening{admission: admission{who: everyone, origin: anyone}, at: at})
		} else if t, _, _ := withDefaults(set).Bool(); t {
			a.reportWebsocket(st, opening{admission: admission{who: everyone, when: byDefault, origin: anyone}, at: at})
		}
	case f.Name() == "OriginPatterns" && isAcceptor(fa.X.Type()):
		for _, it := range a.r.ValueAt(st.Val, at) {
			a.checkPatterns(st, at, it)
		}
	}
}

func isUpgrader(t types.Type) bool {
	for _, u := range upgraders {
		if isNamed(t, u.pkg, u.name) {
			return true
		}
	}
	return false
}

func isAcceptor(t types.Type) bool {
	return slices.ContainsFunc(acceptors, func(pkg string) bool { return isNamed(t, pkg, "AcceptOptions") })
}

func (a *analysis) checkOrigin(st *ssa.Store, at values.Span) {
	for _, it := range a.r.ValueAt(st.Val, at) {
		fn, ok := it.Value.(values.Func)
		if !ok {
			continue
		}
		adm := a.decides(fn.Fn)
		if adm.who == nobody || adm.who == nullOrigin {
			continue // "null" is compared with nothing here by default
		}
		tight := at
		if a.r.FuncSpan(fn.Fn) == at {
			tight = a.decisive(fn.Fn, at)
		}
		a.reportWebsocket(st, opening{admission: adm, at: tight}, it.Via...)
	}
}

// checkPatterns judges the host patterns of an OriginPatterns list.
func (a *analysis) checkPatterns(st *ssa.Store, at values.Span, it values.Item) {
	l, ok := it.Value.(values.List)
	if !ok {
		return
	}
	for _, e := range l.Elems {
		for _, member := range e {
			pattern, ok := values.StringOf(member.Value)
			if !ok {
				continue
			}
			for _, origin := range append([]string{anyone}, candidates([]string{pattern})...) {
				if !hostMatches(pattern, origin) {
					continue
				}
				adm := admission{who: lookalike, origin: origin}
				if origin == anyone {
					adm.who = everyone
				}
				a.reportWebsocket(st, opening{admission: adm, at: a.tight(at, member.At)}, append(member.Via, it.Via...)...)
				break
			}
		}
	}
}

func hostMatches(pattern, origin string) bool {
	subject := world{origin: origin}.host()
	if strings.Contains(pattern, "://") {
		subject = origin
	}
	ok, err := path.Match(strings.ToLower(pattern), subject)
	return ok && err == nil
}

func (a *analysis) reportWebsocket(instr ssa.Instruction, o opening, via ...*ssa.BasicBlock) {
	o.subject, o.reflects = websocket, true
	a.reportAt(instr, o, nil, via...)
}

// decisive is the expression in a function that lets everyone in: the one result
// of the one return, when there is just one; else whole.
func (a *analysis) decisive(fn *ssa.Function, whole values.Span) values.Span {
	var found *ssa.Return
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if found != nil {
				return signature(fn, whole)
			}
			found = ret
		}
	}
	if found == nil || len(found.Results) == 0 {
		return whole
	}
	if at := a.r.ReturnSpan(found, 0); at.Known() {
		return at
	}
	return signature(fn, whole)
}

// signature is a function literal up to its body: a region that is not the whole.
func signature(fn *ssa.Function, whole values.Span) values.Span {
	if lit, ok := fn.Syntax().(*ast.FuncLit); ok {
		return values.Span{Pos: lit.Pos(), End: lit.Type.End()}
	}
	return whole
}
