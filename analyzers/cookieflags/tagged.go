package cookieflags

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// taggedWrites are the cookies that go into a response struct's field with the tag
// `header:"Set-Cookie"`, which huma writes (huma v2, huma.go): an http.Cookie, a
// pointer to one, or a slice of them.
func (p *pass) taggedWrites() []write {
	var out []write
	for _, fn := range p.r.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if fa, ok := instr.(*ssa.FieldAddr); ok && isHeaderField(fa) {
					out = append(out, p.intoField(fa)...)
				}
			}
		}
	}
	return out
}

// isHeaderField reports whether fa is the address of a field that is sent as
// Set-Cookie.
func isHeaderField(fa *ssa.FieldAddr) bool {
	st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok || reflect.StructTag(st.Tag(fa.Field)).Get("header") != "Set-Cookie" {
		return false
	}
	t := st.Field(fa.Field).Type()
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	return makerDialect(t) == httpDialect
}

// intoField returns the cookies that are stored through fa: whole ones, and one
// whose fields are stored in place, as go/ssa does for a literal.
func (p *pass) intoField(fa *ssa.FieldAddr) []write {
	var out []write
	inPlace := token.NoPos
	for _, use := range *fa.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr == fa {
				out = append(out, p.storedCookies(use)...)
			}
		case *ssa.FieldAddr:
			for _, u := range *use.Referrers() {
				if s, ok := u.(*ssa.Store); ok && s.Addr == use && !inPlace.IsValid() {
					inPlace = s.Pos()
				}
			}
		}
	}
	if inPlace.IsValid() {
		out = append(out, p.taggedWrite(fa, fa, p.literals.around(inPlace)))
	}
	return out
}

func (p *pass) storedCookies(s *ssa.Store) []write {
	slice, ok := s.Val.(*ssa.Slice)
	if !ok {
		if _, isConst := s.Val.(*ssa.Const); isConst {
			return nil
		}
		w := p.taggedWrite(s, s.Val, nil)
		w.region = p.r.StoreSpan(s)
		return []write{w}
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []write
	for _, use := range *array.Referrers() {
		ia, ok := use.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, u := range *ia.Referrers() {
			if f, ok := u.(*ssa.FieldAddr); ok && len(*f.Referrers()) > 0 {
				out = append(out, p.taggedWrite(s, ia, p.literals.around((*f.Referrers())[0].Pos())))
				break
			}
			if st, ok := u.(*ssa.Store); ok && st.Addr == ia {
				w := p.taggedWrite(s, st.Val, nil)
				w.region = p.r.StoreSpan(st)
				out = append(out, w)
			}
		}
	}
	return out
}

// taggedWrite is the write of the cookie that v is, or points to.
func (p *pass) taggedWrite(instr ssa.Instruction, v ssa.Value, lit *ast.CompositeLit) write {
	w := write{instr: instr}
	if lit != nil {
		w.region = span(lit)
	}
	w.read = func(frame *values.Frame) *cookie {
		c := p.structCookie(httpDialect, v, nil, frame)
		if c.literal == nil {
			c.literal = lit
		}
		return c
	}
	return w
}

// around returns the smallest literal that holds pos, or nil.
func (l *literals) around(pos token.Pos) *ast.CompositeLit {
	var best *ast.CompositeLit
	for _, lit := range l.byBrace {
		if lit.Lbrace < pos && pos < lit.Rbrace && (best == nil || best.Lbrace < lit.Lbrace) {
			best = lit
		}
	}
	return best
}
