package stackleak

import (
	"bytes"
	"go/ast"
	"go/constant"
	"go/printer"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/rules/models"
)

// addFixes gives the spots the edits that mend them, where these are safe: an
// argument with the text of one local error is replaced by the text of the status
// that is sent, and the error is logged first unless it is already. An error that
// is a parameter stays: the function has other callers, whose errors may be meant
// for clients.
func (s *syntax) addFixes(p *part) {
	for _, spot := range p.spots {
		s.replaceable[spot.pos] = max(spot.end, s.replaceable[spot.pos])
	}
	sent := make(map[place]bool)
	for i := range p.unit.Effects {
		for _, at := range p.unit.Effects[i].Via {
			sent[placeOf(at)] = true
		}
	}
	for at := range sent {
		spot, ok := p.spots[at]
		if !ok {
			continue
		}
		if a, ok := s.args[spot.pos]; ok {
			spot.fix = s.fixArgument(a, spot)
			p.spots[at] = spot
		}
	}
}

// fixArgument mends one argument of a call, or returns nil.
func (s *syntax) fixArgument(a argument, at spot) *analysis.SuggestedFix {
	path := s.enclosing(at.pos)
	stmt := statementOf(path)
	if stmt == nil || a.call.Ellipsis.IsValid() {
		return nil
	}
	var edits []analysis.TextEdit
	var err *ast.Ident
	words := ""
	if e, ident := s.fixStatus(a); e != nil {
		edits, err = e, ident
		words = s.words(&ast.CallExpr{Args: a.call.Args[1:]})
	} else {
		leaked, ident := s.leakedText(a.call.Args[a.index], at.end)
		text := s.statusText(path, a)
		if leaked == nil || text == "" {
			return nil
		}
		edits = []analysis.TextEdit{{Pos: leaked.Pos(), End: leaked.End(), NewText: []byte(text)}}
		err, words = ident, s.words(leaked)
	}
	if s.isParameter(path, err) || !s.usesElsewhere(path, "fmt") {
		return nil
	}
	logging, ok := s.logging(path, stmt, err, words)
	if !ok {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "log the error and answer with a text that tells nothing",
		TextEdits: append(logging, edits...),
	}
}

// usesElsewhere reports whether a file that imports a package uses it outside of
// what fixes may replace, so that the import does not become a mistake.
func (s *syntax) usesElsewhere(path []ast.Node, pkg string) bool {
	name := s.qualifier(path, pkg)
	if name == "" {
		return true
	}
	found := false
	ast.Inspect(path[0], func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && s.replaceable[e.Pos()] == e.End() {
			return false
		}
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			if p, ok := s.TypesInfo.Uses[id].(*types.PkgName); ok && p.Imported().Path() == pkg {
				found = true
			}
		}
		return !found
	})
	return found
}

// fixStatus mends gRPC's status.Error and status.Errorf of the code Internal.
func (s *syntax) fixStatus(a argument) ([]analysis.TextEdit, *ast.Ident) {
	fn := callee(s.TypesInfo, a.call)
	sel, ok := a.call.Fun.(*ast.SelectorExpr)
	if fn == nil || !ok || len(a.call.Args) < 2 || fn.Pkg() == nil || fn.Pkg().Path() != "google.golang.org/grpc/status" || fn.Name() != "Error" && fn.Name() != "Errorf" {
		return nil, nil
	}
	if code, ok := a.call.Args[0].(*ast.SelectorExpr); !ok || code.Sel.Name != "Internal" && code.Sel.Name != "Unknown" {
		return nil, nil
	}
	var err *ast.Ident
	for _, arg := range a.call.Args[1:] {
		if id, n := s.errorIn(arg); n > 1 || n == 1 && err != nil {
			return nil, nil
		} else if n == 1 {
			err = id
		}
	}
	if err == nil {
		return nil, nil
	}
	last := a.call.Args[len(a.call.Args)-1]
	return []analysis.TextEdit{
		{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("Error")},
		{Pos: a.call.Args[1].Pos(), End: last.End(), NewText: []byte(`"internal error"`)},
	}, err
}

// leakedText finds the one expression inside an argument that is the text of an
// error, as much of it as is a string: `"load: "+err.Error()`. An argument that is
// the error itself is one where the parameter takes anything.
func (s *syntax) leakedText(arg ast.Expr, end token.Pos) (ast.Expr, *ast.Ident) {
	if arg.End() != end {
		return nil, nil // several arguments
	}
	if id, ok := ast.Unparen(arg).(*ast.Ident); ok {
		if s.isErrorIdent(id) {
			return arg, id
		}
		return nil, nil
	}
	id, n := s.errorIn(arg)
	if n != 1 {
		return nil, nil
	}
	var found ast.Expr
	ast.Inspect(arg, func(node ast.Node) bool {
		e, ok := node.(ast.Expr)
		if !ok || found != nil || e.Pos() > id.Pos() || e.End() < id.End() {
			return found == nil && ok || node != nil && !ok && found == nil
		}
		if b, ok := s.TypesInfo.TypeOf(e).(*types.Basic); ok && b.Info()&types.IsString != 0 && s.makesText(e) {
			found = e
		}
		return found == nil
	})
	return found, id
}

// words are what a text says before the error in it: "load" of "load: "+err.Error()
// and of fmt.Sprintf("load: %v", err); "" for none.
func (s *syntax) words(e ast.Expr) string {
	var first ast.Expr
	switch x := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		first = x.X
	case *ast.CallExpr:
		if len(x.Args) < 2 {
			return ""
		}
		first = x.Args[0]
	default:
		return ""
	}
	v := s.TypesInfo.Types[first].Value
	if v == nil || v.Kind() != constant.String {
		return ""
	}
	text, _, _ := strings.Cut(constant.StringVal(v), "%")
	return strings.TrimRight(strings.TrimSpace(text), ":,;- ")
}

// makesText reports whether an expression makes a text without calling functions
// of the program: err.Error(), functions of fmt, and sums of those.
func (s *syntax) makesText(e ast.Expr) bool {
	ok := true
	ast.Inspect(e, func(n ast.Node) bool {
		if call, isCall := n.(*ast.CallExpr); isCall {
			fn := callee(s.TypesInfo, call)
			if fn == nil || !(fn.Name() == "Error" && len(call.Args) == 0) && (fn.Pkg() == nil || fn.Pkg().Path() != "fmt") {
				ok = false
			}
		}
		return ok
	})
	return ok
}

// errorIn returns the variable of type error that stands in an expression, and how
// many there are.
func (s *syntax) errorIn(e ast.Expr) (id *ast.Ident, n int) {
	ast.Inspect(e, func(node ast.Node) bool {
		if x, ok := node.(*ast.Ident); ok && s.isErrorIdent(x) {
			id = x
			n++
		}
		return true
	})
	return id, n
}

func (s *syntax) isErrorIdent(id *ast.Ident) bool {
	v, ok := s.TypesInfo.Uses[id].(*types.Var)
	return ok && !v.IsField() && v.Parent() != s.Pkg.Scope() && types.Identical(v.Type(), types.Universe.Lookup("error").Type())
}

// statusText returns the code that gives the text of the status that a call sends;
// "" when that is not known.
func (s *syntax) statusText(path []ast.Node, a argument) string {
	status := s.statusOf(path, a)
	if status == nil {
		return ""
	}
	if v := s.TypesInfo.Types[status].Value; v != nil {
		n, ok := constant.Int64Val(v)
		if !ok || n < 400 || n > 599 {
			return ""
		}
		if pkg := s.qualifier(path, "net/http"); pkg != "" {
			return pkg + ".StatusText(" + s.source(status) + ")"
		}
		if text := statusTexts[n]; text != "" {
			return strconv.Quote(text)
		}
		return ""
	}
	pkg := s.qualifier(path, "net/http")
	if _, ok := status.(*ast.Ident); !ok || pkg == "" || !types.Identical(s.TypesInfo.TypeOf(status), types.Typ[types.Int]) {
		return ""
	}
	return pkg + ".StatusText(" + s.source(status) + ")"
}

// statusOf returns the argument that is the status: the models say which one, and
// of a call of the program it is the one number from 400 to 599. With fiber it is
// that of the call of Status before.
func (s *syntax) statusOf(path []ast.Node, a argument) ast.Expr {
	fn := callee(s.TypesInfo, a.call)
	if fn == nil {
		return nil
	}
	for _, row := range models.Lookup(models.FuncName(fn)) {
		if ref, ok := row.Arg(models.Status); ok {
			if i, ok := ref.Param(fn.Signature()); ok && i < len(a.call.Args) {
				return a.call.Args[i]
			}
		}
	}
	if sel, ok := a.call.Fun.(*ast.SelectorExpr); ok {
		if before, ok := sel.X.(*ast.CallExpr); ok && len(before.Args) == 1 {
			if f := callee(s.TypesInfo, before); f != nil && f.Name() == "Status" {
				return before.Args[0]
			}
		}
	}
	if fn.Pkg() != s.Pkg && len(models.Lookup(models.FuncName(fn))) > 0 {
		return nil
	}
	var status ast.Expr
	for _, arg := range a.call.Args {
		if v := s.TypesInfo.Types[arg].Value; v != nil && v.Kind() == constant.Int {
			if n, ok := constant.Int64Val(v); ok && n >= 400 && n < 600 {
				if status != nil {
					return nil
				}
				status = arg
			}
		}
	}
	return status
}

func (s *syntax) source(e ast.Expr) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, s.Fset, e); err != nil {
		return ""
	}
	return b.String()
}

// statusTexts are those of the statuses that go with errors of the server's side,
// as RFC 9110 names them, for files that do not import net/http.
var statusTexts = map[int64]string{
	400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 422: "Unprocessable Entity",
	500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}
