package corsorigin

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	goanalysis "golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// The one edit that is offered: taking credentials away from a literal "*".
// Browsers refuse the two together, so no page loses anything by it, and the
// pages that ask without credentials keep working. Naming origins or anchoring a
// pattern would lock somebody out, and only the team knows whom.

// trueAt is a field that is true and written there.
func trueAt(at values.Span) values.Field {
	t := values.Const{Val: constant.MakeBool(true), Type: types.Typ[types.Bool]}
	return values.Field{Set: values.Set{{Value: t, At: at}}, At: at, Written: true}
}

// dropField removes the key-value pair, the option or the assignment whose value
// is at, when it stands alone on its lines.
func (a *analysis) dropField(at values.Span) []goanalysis.SuggestedFix {
	if !at.Known() {
		return nil
	}
	var found ast.Node
	a.inspectAround(at.Pos, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if n.Value.Pos() == at.Pos && n.Value.End() == at.End {
				found = n
			}
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && len(n.Lhs) == 1 && n.Tok == token.ASSIGN && n.Rhs[0].Pos() == at.Pos && n.Rhs[0].End() == at.End {
				found = n
			}
		}
	})
	return a.dropLines(found)
}

// dropCredentials removes the statement that writes the credentials header.
func (a *analysis) dropCredentials(w headerWrite, o opening) []goanalysis.SuggestedFix {
	if o.reflects || o.who != everyone || o.when != always || o.credentials != sure {
		return nil
	}
	// With another origin written in the same function the credentials may be its.
	if len(a.otherOrigins(w.instr)) > 0 {
		return nil
	}
	var found ast.Node
	a.inspectAround(o.credentialsAt.Pos, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if n.Pos() <= o.credentialsAt.Pos && o.credentialsAt.End <= n.End() {
				if call, ok := n.X.(*ast.CallExpr); ok && len(call.Args) == 2 && call.Args[1].Pos() == o.credentialsAt.Pos {
					found = n
				}
			}
		}
	})
	return a.dropLines(found)
}

// inspectAround calls visit for the nodes of the file that holds pos that span it.
func (a *analysis) inspectAround(pos token.Pos, visit func(ast.Node)) {
	for _, f := range a.pass.Files {
		if f.FileStart > pos || pos > f.FileEnd {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || n.Pos() > pos || n.End() < pos {
				return false
			}
			visit(n)
			return true
		})
	}
}

// dropLines removes the lines of a node, if nothing else and no comment is on them.
func (a *analysis) dropLines(n ast.Node) []goanalysis.SuggestedFix {
	if n == nil {
		return nil
	}
	tf := a.pass.Fset.File(n.Pos())
	first, last := tf.Line(n.Pos()), tf.Line(n.End())
	if last >= tf.LineCount() || !a.alone(n, tf, first, last) {
		return nil
	}
	return []goanalysis.SuggestedFix{{
		Message:   `take away the credentials, which browsers refuse with "*"`,
		TextEdits: []goanalysis.TextEdit{{Pos: tf.LineStart(first), End: tf.LineStart(last + 1)}},
	}}
}

// alone reports whether no other code and no comment touches the lines.
func (a *analysis) alone(n ast.Node, tf *token.File, first, last int) bool {
	ok := true
	for _, f := range a.pass.Files {
		if a.pass.Fset.File(f.FileStart) != tf {
			continue
		}
		for _, g := range f.Comments {
			if tf.Line(g.Pos()) <= last && tf.Line(g.End()) >= first {
				ok = false
			}
		}
		ast.Inspect(f, func(other ast.Node) bool {
			if other == nil || !ok {
				return false
			}
			if other.Pos() >= n.Pos() && other.End() <= n.End() {
				return false // the node itself
			}
			// Something that ends or starts on these lines and does not span the node.
			if spans := other.Pos() <= n.Pos() && n.End() <= other.End(); !spans {
				if l := tf.Line(other.End()); l >= first && l <= last {
					ok = false
				}
				if l := tf.Line(other.Pos()); l >= first && l <= last {
					ok = false
				}
			} else if tf.Line(other.Pos()) == first && other.Pos() < n.Pos() || tf.Line(other.End()) == last && other.End() > n.End() {
				ok = false
			}
			return true
		})
	}
	return ok
}
