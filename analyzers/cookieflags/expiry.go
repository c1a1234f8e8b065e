package cookieflags

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// isDeletion reports whether the write takes the cookie away: a negative max age,
// an expiry in the past, or no value at all. Nothing is left to steal.
func (p *pass) isDeletion(c *cookie) bool {
	if c.base {
		return false
	}
	negative := func(it values.Item) bool {
		n, ok := values.IntOf(it.Value)
		return ok && n < 0
	}
	empty := func(it values.Item) bool {
		s, ok := values.StringOf(it.Value)
		return ok && s == ""
	}
	return all(c.maxAge, negative) || all(c.value, empty) || all(c.expires, p.isPast)
}

func all(set values.Set, is func(values.Item) bool) bool {
	for _, it := range set {
		if !is(it) {
			return false
		}
	}
	return len(set) > 0
}

// isPast reports whether an expiry is a time before the cookie is written.
func (p *pass) isPast(it values.Item) bool {
	switch v := it.Value.(type) {
	case values.Opaque:
		return p.pastTime(v.Src, 8)
	case values.Struct:
		return p.pastTime(v.Src, 8)
	}
	return false
}

// thisCentury is when Go's cookies began: years and Unix times below it are the
// past, whatever the clock says.
const thisCentury = 2010

func (p *pass) pastTime(v ssa.Value, depth int) bool {
	if v == nil || depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		if g, ok := v.X.(*ssa.Global); ok {
			return g.Name() == "CookieExpireDelete" || p.pastTime(initial(g), depth-1)
		}
		if a, ok := v.X.(*ssa.Alloc); ok {
			for _, use := range *a.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == a {
					return p.pastTime(s.Val, depth-1)
				}
			}
		}
	case *ssa.Call:
		return p.pastCall(&v.Call, depth)
	}
	return false
}

func (p *pass) pastCall(c *ssa.CallCommon, depth int) bool {
	number := func(i int) (int64, bool) {
		if i >= len(c.Args) {
			return 0, false
		}
		it, ok := p.r.Value(c.Args[i]).Only()
		n, isInt := values.IntOf(it.Value)
		return n, ok && isInt
	}
	switch name := values.CalleeName(c); name {
	case "time.Now":
		return true
	case "time.Unix", "time.UnixMilli":
		n, ok := number(0)
		return ok && n < 1_000_000_000
	case "time.Date":
		year, ok := number(0)
		return ok && year < thisCentury
	case "(time.Time).Add":
		n, ok := number(1)
		return ok && n < 0
	case "(time.Time).AddDate":
		past := false
		for i := 1; i <= 3; i++ {
			n, ok := number(i)
			if !ok || n > 0 {
				return false
			}
			past = past || n < 0
		}
		return past
	case "(time.Time).UTC", "(time.Time).Local", "(time.Time).In", "(time.Time).Round", "(time.Time).Truncate":
		return p.pastTime(c.Args[0], depth-1)
	}
	return false
}

// initial is the value that a package variable is declared with, when it is the
// only one that the package's initialiser stores.
func initial(g *ssa.Global) ssa.Value {
	init := g.Pkg.Func("init")
	if init == nil {
		return nil
	}
	var only ssa.Value
	for _, b := range init.Blocks {
		for _, instr := range b.Instrs {
			if s, ok := instr.(*ssa.Store); ok && s.Addr == g {
				if only != nil {
					return nil
				}
				only = s.Val
			}
		}
	}
	return only
}
