package funcsum

import (
	"go/types"
	"reflect"
	"strings"
)

// carries reports whether values of a type can hold an error, a text or a
// function: others need not be followed.
func (p *pkg) carries(t types.Type) bool {
	if have, ok := p.carrier[t]; ok {
		return have
	}
	p.carrier[t] = true // for types that hold themselves
	got := p.carriesAnew(t)
	p.carrier[t] = got
	return got
}

func (p *pkg) carriesAnew(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.Byte || u.Kind() == types.UnsafePointer
	case *types.Interface, *types.Signature:
		return true
	case *types.Pointer:
		return p.carries(u.Elem())
	case *types.Slice:
		return p.carries(u.Elem())
	case *types.Array:
		return p.carries(u.Elem())
	case *types.Map:
		return p.carries(u.Elem())
	case *types.Chan:
		return p.carries(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if p.carries(f.Type()) {
				return true
			}
		}
	case *types.Tuple:
		return true
	}
	return false
}

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }

// isText reports whether a type is a string or bytes.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}

// errorLike reports whether a type is error or has its method.
func errorLike(t types.Type) bool {
	if isError(t) {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Error")
	f, ok := obj.(*types.Func)
	return ok && f.Signature().Params().Len() == 0 && f.Signature().Results().Len() == 1 && isText(f.Signature().Results().At(0).Type())
}

// step returns the step of a path that a field is: marked when encoders leave
// the field out, because it is not exported or its tag says so.
func step(t types.Type, i int) string {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || i >= st.NumFields() {
		return ".?"
	}
	f := st.Field(i)
	name, _, _ := strings.Cut(reflect.StructTag(st.Tag(i)).Get("json"), ",")
	if name == "-" || !f.Exported() && !f.Embedded() {
		return "!" + f.Name()
	}
	return "." + f.Name()
}

// tagged returns the full name of a field that is made to be encoded: its tag
// names it; "" for others.
func tagged(t types.Type, i int) string {
	owner := typeName(t)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || i >= st.NumFields() || !st.Field(i).Exported() {
		return ""
	}
	name, _, _ := strings.Cut(reflect.StructTag(st.Tag(i)).Get("json"), ",")
	if name == "" || name == "-" {
		return ""
	}
	return owner + "." + st.Field(i).Name()
}

// isResponse reports whether values of a type are what a client reads: those that
// have the methods of net/http.ResponseWriter, but for what tests and buffers
// record answers with.
func (p *pkg) isResponse(t types.Type) bool {
	if have, ok := p.response[t]; ok {
		return have
	}
	got := false
	if n := typeName(t); !strings.HasPrefix(n, "net/http/httptest.") {
		got = hasMethod(t, "WriteHeader", "(int)") && hasMethod(t, "Header", "() net/http.Header") && hasMethod(t, "Write", "([]byte) (int, error)")
	}
	p.response[t] = got
	return got
}

func hasMethod(t types.Type, name, want string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	f, ok := obj.(*types.Func)
	return ok && signature(f.Signature()) == want
}

// signature writes a signature without the names of parameters and without the
// receiver, equal for equal ones in any package.
func signature(sig *types.Signature) string {
	var b strings.Builder
	tuple := func(t *types.Tuple, variadic bool) {
		for i := range t.Len() {
			if i > 0 {
				b.WriteString(", ")
			}
			typ := t.At(i).Type()
			if variadic && i == t.Len()-1 {
				b.WriteString("...")
				if s, ok := typ.(*types.Slice); ok {
					typ = s.Elem()
				}
			}
			b.WriteString(types.TypeString(types.Unalias(typ), nil))
		}
	}
	b.WriteByte('(')
	tuple(sig.Params(), sig.Variadic())
	b.WriteByte(')')
	switch res := sig.Results(); res.Len() {
	case 0:
	case 1:
		b.WriteByte(' ')
		tuple(res, false)
	default:
		b.WriteString(" (")
		tuple(res, false)
		b.WriteByte(')')
	}
	return b.String()
}
