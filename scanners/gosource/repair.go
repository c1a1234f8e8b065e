package gosource

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// repair cuts out of a package what does not type-check, so that analyzers,
// which may rely on complete types, can look at the rest. It is for
// --allow-errors only, and for the common case of one import that is missing:
// the type checker then leaves what depends on it without a type.
//
// What is cut is chosen so that silence follows, not an alarm:
//
//   - an assignment or call on a line of its own is taken out, and with it, by
//     and by, all uses of the variables that it declared;
//   - a return of something without type ends its path (select {});
//   - where the condition of an if, for or switch has no type, nobody can tell
//     any more what the rest of the function is guarded by: its body goes.
//
// Nothing is checked anew: the types of what stays were right before, and
// packages that import this one hold on to its objects.
func repair(p *packages.Package) {
	r := &repairer{
		info:    p.TypesInfo,
		removed: make(map[types.Object]bool),
	}
	for _, e := range p.TypeErrors {
		if !e.Soft { // an unused variable or import costs no types
			r.errors = append(r.errors, e.Pos)
		}
	}
	slices.Sort(r.errors)
	lines := syntaxErrors(p)
	for _, f := range p.Syntax {
		r.cutSyntaxErrors(p.Fset, f, lines)
	}
	// Cutting a declaration makes uses elsewhere bad, before or behind it.
	for range maxRepairs {
		r.changed = false
		for _, f := range p.Syntax {
			for _, d := range f.Decls {
				r.decl(d)
			}
		}
		if !r.changed {
			break
		}
	}
	for _, f := range p.Syntax {
		r.dropSpecs(f)
	}
	r.info.InitOrder = slices.DeleteFunc(r.info.InitOrder, func(i *types.Initializer) bool {
		return r.bad(i.Rhs) || slices.ContainsFunc(i.Lhs, func(v *types.Var) bool { return r.removed[v] || invalid(v.Type()) })
	})
}

// maxRepairs bounds how often a package is gone through. Each round but the last
// cuts something, and few chains of declarations are longer.
const maxRepairs = 20

type repairer struct {
	info *types.Info
	// errors are the positions of type errors, sorted.
	errors []token.Pos
	// removed are the variables whose declaration was cut.
	removed map[types.Object]bool
	changed bool
}

// syntaxErrors returns the lines of the package's syntax errors, by file.
func syntaxErrors(p *packages.Package) map[string][]int {
	lines := make(map[string][]int)
	for _, e := range p.Errors {
		if e.Kind == packages.ParseError {
			file, line, _ := splitPos(e.Pos)
			lines[file] = append(lines[file], line)
		}
	}
	return lines
}

// cutSyntaxErrors takes out the declarations in which the parser lost its way.
func (r *repairer) cutSyntaxErrors(fset *token.FileSet, f *ast.File, lines map[string][]int) {
	bad := lines[fset.Position(f.FileStart).Filename]
	f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
		if _, ok := d.(*ast.BadDecl); ok {
			return true
		}
		from, to := fset.Position(d.Pos()).Line, fset.Position(d.End()).Line
		hit := slices.ContainsFunc(bad, func(line int) bool { return from <= line && line <= to })
		if hit {
			r.forget(d)
		}
		return hit
	})
}

// forget marks everything that a cut node declares, assigns to, or takes the
// address of: what stays must not be read as if the variable had its old value.
func (r *repairer) forget(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			r.remove(r.info.Defs[n])
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				r.removeRoot(e)
			}
		case *ast.IncDecStmt:
			r.removeRoot(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				r.removeRoot(n.X)
			}
		}
		return true
	})
}

func (r *repairer) remove(obj types.Object) {
	if obj != nil && !r.removed[obj] {
		r.removed[obj] = true
		r.changed = true
	}
}

// removeRoot removes the variable that e is, or is a part of.
func (r *repairer) removeRoot(e ast.Expr) {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			if v, ok := r.info.Uses[x].(*types.Var); ok {
				r.remove(v)
			}
			return
		default:
			return
		}
	}
}

func (r *repairer) decl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Body == nil {
			return
		}
		if r.bad(d.Type) || d.Recv != nil && r.bad(d.Recv) || !r.block(&d.Body.List) || r.errorAt(d.Body.Rbrace) {
			d.Body = nil // to analyzers like a function in assembly: nothing is known of it
			r.changed = true
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			v, ok := s.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for _, value := range v.Values {
				r.literals(value)
			}
			if len(v.Values) > 0 && slices.ContainsFunc(v.Values, func(e ast.Expr) bool { return r.bad(e) }) && d.Tok == token.VAR && v.Type != nil {
				v.Values = nil
				r.changed = true
			}
		}
	}
}

// dropSpecs takes out the package's variables and constants without a type.
func (r *repairer) dropSpecs(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		g.Specs = slices.DeleteFunc(g.Specs, func(s ast.Spec) bool {
			v, ok := s.(*ast.ValueSpec)
			return ok && slices.ContainsFunc(v.Names, func(id *ast.Ident) bool {
				obj := r.info.Defs[id]
				return obj == nil || invalid(obj.Type())
			})
		})
	}
	f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
		switch d := d.(type) {
		case *ast.GenDecl: // one without parentheses ends where its first spec does
			return len(d.Specs) == 0
		case *ast.FuncDecl: // a method of an unknown type belongs to nothing
			return r.info.Defs[d.Name] == nil || d.Recv != nil && r.bad(d.Recv)
		}
		return false
	})
}

// block repairs a list of statements. It reports whether the function around
// them can stay.
func (r *repairer) block(list *[]ast.Stmt) bool {
	kept := (*list)[:0]
	for _, s := range *list {
		s, ok := r.stmt(s)
		if !ok {
			return false
		}
		if s != nil {
			kept = append(kept, s)
		}
	}
	clear((*list)[len(kept):])
	*list = kept
	return true
}

// stmt repairs one statement. It returns what stands in its place, nil for
// nothing; ok is false when the function around it cannot stay.
func (r *repairer) stmt(s ast.Stmt) (_ ast.Stmt, ok bool) {
	switch s := s.(type) {
	case *ast.BlockStmt:
		return s, r.block(&s.List)
	case *ast.IfStmt:
		if s.Else != nil {
			if _, ok := r.stmt(s.Else); !ok {
				return nil, false
			}
		}
		return s, r.header(s.Init, s.Cond) && r.block(&s.Body.List)
	case *ast.ForStmt:
		return s, r.header(s.Init, s.Cond, s.Post) && r.block(&s.Body.List)
	case *ast.RangeStmt:
		return s, r.header(s.Key, s.Value, s.X) && r.block(&s.Body.List)
	case *ast.SwitchStmt:
		return s, r.header(s.Init, s.Tag) && r.block(&s.Body.List)
	case *ast.TypeSwitchStmt:
		return s, r.header(s.Init, s.Assign) && r.block(&s.Body.List)
	case *ast.SelectStmt:
		return s, r.block(&s.Body.List)
	case *ast.CaseClause:
		for _, e := range s.List {
			if !r.header(e) {
				return nil, false
			}
		}
		return s, r.block(&s.Body)
	case *ast.CommClause:
		return s, r.header(s.Comm) && r.block(&s.Body)
	case *ast.LabeledStmt:
		inner, ok := r.stmt(s.Stmt)
		return s, ok && inner == s.Stmt
	case *ast.BadStmt:
		return nil, false
	}
	// Have: a statement without statements inside, but for function literals.
	r.literals(s)
	if !r.bad(s) {
		return s, true
	}
	r.changed = true
	r.forget(s)
	if ends(s) {
		return pathEnd(s.Pos()), true
	}
	return nil, true
}

// ends reports whether nothing is executed after s.
func ends(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}

// pathEnd returns a statement that nothing is executed after, and that needs no types.
func pathEnd(at token.Pos) ast.Stmt {
	return &ast.SelectStmt{Select: at, Body: &ast.BlockStmt{Lbrace: at, Rbrace: at}}
}

// header reports whether the parts of a control statement have types.
func (r *repairer) header(parts ...ast.Node) bool {
	for _, n := range parts {
		if isNil(n) {
			continue
		}
		r.literals(n)
		if r.bad(n) {
			return false
		}
	}
	return true
}

// literals repairs the bodies of the function literals in n.
func (r *repairer) literals(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		if !r.block(&lit.Body.List) || r.errorAt(lit.Body.Rbrace) {
			lit.Body.List = []ast.Stmt{pathEnd(lit.Body.Lbrace)}
			r.dropErrors(lit.Body)
			r.changed = true
		}
		return false
	})
}
