package values

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Set is everything that an expression can be, in the order in which it was
// found. An empty set means that nothing was: the code is not reached.
type Set []Item

// An Item is one member of a Set.
type Item struct {
	Value Value
	// At is where the value is written; unknown for a zero value.
	At Span
	// Conditional reports whether the value holds on some paths only.
	Conditional bool
	// Implicit reports whether this is the zero value of something that was
	// never written.
	Implicit bool
	// Shared reports whether the value was read from an exported variable of the
	// package, or from an exported field of an object made elsewhere, which other
	// packages may set: a default rather than a fact.
	Shared bool
	// Elsewhere reports whether the value is only what the package stores in the
	// same field of objects that are not known to be this one.
	Elsewhere bool
	// Via lists the blocks that must run for this value to be chosen over the
	// others: the ends of branches, conditional writes and returns, and the calls
	// that a parameter was read from. Innermost first.
	Via []*ssa.BasicBlock
}

// Only returns the one member of the set; ok is false when there are more or none.
func (s Set) Only() (item Item, ok bool) {
	if len(s) != 1 {
		return Item{}, false
	}
	return s[0], true
}

// Opaque reports whether some member could not be followed.
func (s Set) Opaque() bool {
	for _, it := range s {
		if _, ok := it.Value.(Opaque); ok {
			return true
		}
	}
	return false
}

// Strings returns the members that are constant strings, with where they stand.
func (s Set) Strings() []Item {
	var out []Item
	for _, it := range s {
		if _, ok := StringOf(it.Value); ok {
			out = append(out, it)
		}
	}
	return out
}

// Bool reports what is known of a bool: whether it can be true, can be false,
// and whether some member is not a constant.
func (s Set) Bool() (canTrue, canFalse, unknown bool) {
	for _, it := range s {
		v, ok := BoolOf(it.Value)
		switch {
		case !ok:
			unknown = true
		case v:
			canTrue = true
		default:
			canFalse = true
		}
	}
	return canTrue, canFalse, unknown
}

// True reports whether the set is the constant true and nothing else.
func (s Set) True() bool {
	t, f, unknown := s.Bool()
	return t && !f && !unknown
}

// False reports whether the set is the constant false and nothing else.
func (s Set) False() bool {
	t, f, unknown := s.Bool()
	return f && !t && !unknown
}

// Nil reports whether the set is nil and nothing else.
func (s Set) Nil() bool {
	for _, it := range s {
		if !IsNil(it.Value) {
			return false
		}
	}
	return len(s) > 0
}

// Funcs returns the members that are functions.
func (s Set) Funcs() []Func {
	var out []Func
	for _, it := range s {
		if f, ok := it.Value.(Func); ok {
			out = append(out, f)
		}
	}
	return out
}

// Walk calls visit for every member, and for every member of the sets inside
// lists, maps, texts, tests and defaults. It stops below a member for which
// visit returns false.
func (s Set) Walk(visit func(Item) bool) {
	for _, it := range s {
		if !visit(it) {
			continue
		}
		switch v := it.Value.(type) {
		case List:
			for _, e := range v.Elems {
				e.Walk(visit)
			}
		case Map:
			for _, e := range v.Entries {
				e.Key.Walk(visit)
				e.Value.Walk(visit)
			}
		case Text:
			for _, p := range v.Parts {
				p.Walk(visit)
			}
		case Test:
			v.X.Walk(visit)
			v.Y.Walk(visit)
		case Config:
			if v.Default != nil {
				Set{{Value: v.Default, At: it.At, Conditional: true}}.Walk(visit)
			}
		}
	}
}

// StringOf returns the constant string that v is.
func StringOf(v Value) (s string, ok bool) {
	c, ok := v.(Const)
	if !ok || c.Val == nil || c.Val.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Val), true
}

// BoolOf returns the constant bool that v is.
func BoolOf(v Value) (b, ok bool) {
	c, ok := v.(Const)
	if !ok || c.Val == nil || c.Val.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Val), true
}

// IntOf returns the constant integer that v is.
func IntOf(v Value) (n int64, ok bool) {
	c, ok := v.(Const)
	if !ok || c.Val == nil || c.Val.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Val)
}

// IsNil reports whether v is nil.
func IsNil(v Value) bool {
	c, ok := v.(Const)
	if !ok || c.Val != nil {
		return false
	}
	switch c.Type.Underlying().(type) {
	case *types.Struct, *types.Array:
		return false
	}
	return true
}

// one is the set of a single value.
func one(v Value, at Span) Set { return Set{{Value: v, At: at}} }

// conditional returns the set with every member marked as holding on some paths only.
func (s Set) conditional() Set {
	out := make(Set, len(s))
	for i, it := range s {
		it.Conditional = true
		out[i] = it
	}
	return out
}

// via returns the set with b added to the blocks that every member depends on.
func (s Set) via(b *ssa.BasicBlock) Set {
	out := make(Set, len(s))
	for i, it := range s {
		if !slices.Contains(it.Via, b) {
			it.Via = append(slices.Clone(it.Via), b)
		}
		out[i] = it
	}
	return out
}

// shared returns the set with every member marked as one that other packages
// may replace.
func (s Set) shared() Set {
	out := make(Set, len(s))
	for i, it := range s {
		it.Shared = true
		out[i] = it
	}
	return out
}

// elsewhere returns the set with every member marked as one of other objects.
func (s Set) elsewhere() Set {
	out := make(Set, len(s))
	for i, it := range s {
		it.Elsewhere = true
		out[i] = it
	}
	return out
}

// maxSet is the number of members after which a set is cut and ends in an Opaque:
// no rule reasons about more alternatives than a reader would.
const maxSet = 48

// union appends what s does not have yet.
func (s Set) union(more Set) Set {
	for _, it := range more {
		if i := s.index(it); i >= 0 {
			if s[i].Elsewhere && !it.Elsewhere {
				s = slices.Clone(s)
				s[i].Elsewhere = false
			}
			continue
		}
		if len(s) >= maxSet {
			return append(s, Item{Value: Opaque{Reason: "too many possible values"}, Conditional: true})
		}
		s = append(s, it)
	}
	return s
}

func (s Set) index(it Item) int {
	return slices.IndexFunc(s, func(have Item) bool { return have.At == it.At && same(have.Value, it.Value) })
}

// same compares values that can be compared; composite ones are never the same.
func same(a, b Value) bool {
	switch a := a.(type) {
	case Const:
		b, ok := b.(Const)
		if !ok || (a.Val == nil) != (b.Val == nil) {
			return false
		}
		if a.Val == nil {
			return types.Identical(a.Type, b.Type)
		}
		return a.Val.Kind() == b.Val.Kind() && a.Val.ExactString() == b.Val.ExactString()
	case Request:
		b, ok := b.(Request)
		return ok && a == b
	case Opaque:
		b, ok := b.(Opaque)
		return ok && a == b
	case Func:
		b, ok := b.(Func)
		return ok && a == b
	case Struct:
		b, ok := b.(Struct)
		return ok && a == b
	}
	return false
}
