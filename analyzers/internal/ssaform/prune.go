package ssaform

import (
	"go/ast"
	"go/types"
	"slices"
)

// statements leaves out every statement that has an error, again and again until
// nothing that is left depends on what is gone.
func (p *pruner) statements() {
	for {
		before := len(p.undo)
		for _, f := range p.pass.Files {
			p.file(f)
		}
		p.initOrder()
		if len(p.undo) == before {
			return
		}
	}
}

func (p *pruner) file(f *ast.File) {
	var kept []ast.Decl
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			p.literals(d, nil)
			kept = append(kept, d)
			continue
		}
		// buildssa looks up every function: one declared twice has no object.
		if obj, ok := p.pass.TypesInfo.Defs[fn.Name].(*types.Func); !ok || obj == nil {
			continue
		}
		kept = append(kept, d)
		if fn.Body != nil {
			p.block(&fn.Body.List, fn)
		}
	}
	if len(kept) < len(f.Decls) {
		all := f.Decls
		f.Decls = kept
		p.undo = append(p.undo, func() { f.Decls = all })
	}
}

// block leaves out the bad statements of a list and looks into the others.
func (p *pruner) block(list *[]ast.Stmt, fn *ast.FuncDecl) {
	var kept []ast.Stmt
	whole := true
	for _, s := range *list {
		if p.statement(s, fn) {
			kept = append(kept, s)
			continue
		}
		whole = false
		parts := p.salvage(s, fn)
		p.lose(s, parts)
		for _, e := range parts {
			kept = append(kept, &ast.ExprStmt{X: e})
		}
	}
	if !whole {
		all := *list
		*list = kept
		p.undo = append(p.undo, func() { *list = all })
		if fn != nil {
			p.hurt[fn] = true
		}
	}
}

// salvage returns the calls and literals in a bad statement that are sound
// themselves: the options that are given to a function that is missing. What
// stands under a bad condition is not among them.
func (p *pruner) salvage(s ast.Stmt, fn *ast.FuncDecl) (parts []ast.Expr) {
	switch s.(type) {
	case *ast.ExprStmt, *ast.AssignStmt, *ast.ReturnStmt, *ast.DeclStmt, *ast.GoStmt, *ast.DeferStmt:
	default:
		return nil
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.CallExpr, *ast.CompositeLit, *ast.FuncLit:
			if p.sound(e, fn) {
				parts = append(parts, e.(ast.Expr))
				return false
			}
		}
		return true
	})
	return parts
}

// lose notes what a statement declares, outside the parts that are kept.
func (p *pruner) lose(s ast.Stmt, kept []ast.Expr) {
	ast.Inspect(s, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && slices.Contains(kept, e) {
			return false
		}
		if id, ok := n.(*ast.Ident); ok {
			if obj := p.pass.TypesInfo.Defs[id]; obj != nil {
				p.lost[obj] = true
			}
		}
		return true
	})
}

// statement reports whether a statement can stay. It prunes the blocks in it.
func (p *pruner) statement(s ast.Stmt, fn *ast.FuncDecl) bool {
	switch s := s.(type) {
	case *ast.BlockStmt:
		p.block(&s.List, fn)
		return true
	case *ast.IfStmt:
		if !p.simple(s.Init, fn) || !p.sound(s.Cond, fn) {
			return false
		}
		p.block(&s.Body.List, fn)
		return s.Else == nil || p.statement(s.Else, fn)
	case *ast.ForStmt:
		if !p.simple(s.Init, fn) || !p.sound(s.Cond, fn) || !p.simple(s.Post, fn) {
			return false
		}
		p.block(&s.Body.List, fn)
		return true
	case *ast.RangeStmt:
		if !p.sound(s.Key, fn) || !p.sound(s.Value, fn) || !p.sound(s.X, fn) {
			return false
		}
		p.block(&s.Body.List, fn)
		return true
	case *ast.SwitchStmt:
		return p.simple(s.Init, fn) && p.sound(s.Tag, fn) && p.clauses(s.Body, fn)
	case *ast.TypeSwitchStmt:
		return p.simple(s.Init, fn) && p.simple(s.Assign, fn) && p.clauses(s.Body, fn)
	case *ast.SelectStmt:
		return p.clauses(s.Body, fn)
	case *ast.LabeledStmt:
		return p.statement(s.Stmt, fn)
	}
	return p.simple(s, fn)
}

// clauses looks into the cases of a switch or select. A bad case spoils it all,
// since cases fall through and labels lead about.
func (p *pruner) clauses(body *ast.BlockStmt, fn *ast.FuncDecl) bool {
	for _, c := range body.List {
		switch c := c.(type) {
		case *ast.CaseClause:
			for _, e := range c.List {
				if !p.sound(e, fn) {
					return false
				}
			}
			p.block(&c.Body, fn)
		case *ast.CommClause:
			if !p.simple(c.Comm, fn) {
				return false
			}
			p.block(&c.Body, fn)
		}
	}
	return true
}

func (p *pruner) simple(s ast.Stmt, fn *ast.FuncDecl) bool {
	if s == nil {
		return true
	}
	return p.sound(s, fn)
}

// literals prunes the function literals below a node.
func (p *pruner) literals(n ast.Node, fn *ast.FuncDecl) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			p.block(&lit.Body.List, fn)
			return false
		}
		return true
	})
}

// sound reports whether everything in a simple statement or expression has a
// type. Function literals in it are pruned, and fields of composite literals that
// have an error are left out.
func (p *pruner) sound(n ast.Node, fn *ast.FuncDecl) bool {
	if n == nil {
		return true
	}
	ok := true
	ast.Inspect(n, func(n ast.Node) bool {
		if !ok {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			if !p.typed(n) {
				ok = false
				return false
			}
			p.block(&n.Body.List, fn)
			return false
		case *ast.CompositeLit:
			if ok = p.typed(n); ok {
				p.fields(n, fn)
			}
		case *ast.KeyValueExpr, *ast.Ellipsis:
		case *ast.Ident:
			ok = p.known(n)
		case ast.Expr:
			ok = p.typed(n)
		}
		return ok
	})
	return ok
}

// fields leaves out the keyed fields of a struct literal that have an error.
func (p *pruner) fields(lit *ast.CompositeLit, fn *ast.FuncDecl) {
	t := p.pass.TypesInfo.TypeOf(lit)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(lit.Elts), func(e ast.Expr) bool {
		kv, ok := e.(*ast.KeyValueExpr)
		return ok && !p.sound(kv, fn)
	})
	if len(kept) < len(lit.Elts) {
		all := lit.Elts
		lit.Elts = kept
		p.undo = append(p.undo, func() { lit.Elts = all })
		if fn != nil {
			p.hurt[fn] = true
		}
	}
}

// typed reports whether the type checker gave the expression a type.
func (p *pruner) typed(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return p.typed(e.X)
	case *ast.SelectorExpr:
		// A package's member is known by its identifier.
		if id, ok := e.X.(*ast.Ident); ok {
			if _, isPkg := p.pass.TypesInfo.Uses[id].(*types.PkgName); isPkg {
				return p.known(e.Sel)
			}
		}
		if tv, ok := p.pass.TypesInfo.Types[e]; ok && tv.IsType() {
			return tv.Type != types.Typ[types.Invalid]
		}
		return p.pass.TypesInfo.Selections[e] != nil && valid(p.pass.TypesInfo.TypeOf(e))
	}
	tv, ok := p.pass.TypesInfo.Types[e]
	if !ok {
		return false
	}
	return tv.IsVoid() || tv.IsBuiltin() || valid(tv.Type)
}

// valid reports whether a type, or a result list, is one.
func valid(t types.Type) bool {
	if t == nil || t == types.Typ[types.Invalid] {
		return false
	}
	switch t := t.(type) {
	case *types.Tuple:
		for i := range t.Len() {
			if !valid(t.At(i).Type()) {
				return false
			}
		}
	case *types.Pointer:
		return valid(t.Elem())
	case *types.Slice:
		return valid(t.Elem())
	case *types.Signature:
		return valid(t.Params()) && valid(t.Results())
	}
	return true
}

// known reports whether an identifier stands for something that is still there.
func (p *pruner) known(id *ast.Ident) bool {
	if id.Name == "_" {
		return true
	}
	info := p.pass.TypesInfo
	if obj, ok := info.Defs[id]; ok {
		// nil for the symbol of a type switch, whose clauses have their own.
		return obj == nil || !p.lost[obj] && (isLabel(obj) || valid(obj.Type()))
	}
	obj := info.Uses[id]
	if obj == nil || p.lost[obj] {
		return false
	}
	switch obj.(type) {
	case *types.PkgName, *types.Label, *types.Builtin, *types.Nil:
		return true
	}
	return valid(obj.Type())
}

func isLabel(obj types.Object) bool {
	_, ok := obj.(*types.Label)
	return ok
}

// initOrder leaves out the initial values of variables that have an error.
func (p *pruner) initOrder() {
	info := p.pass.TypesInfo
	var kept []*types.Initializer
	for _, init := range info.InitOrder {
		fine := p.sound(init.Rhs, nil)
		for _, v := range init.Lhs {
			fine = fine && (v.Name() == "_" || valid(v.Type()))
		}
		if fine {
			kept = append(kept, init)
		}
	}
	if len(kept) < len(info.InitOrder) {
		all := info.InitOrder
		info.InitOrder = kept
		p.undo = append(p.undo, func() { info.InitOrder = all })
	}
}
