package corsorigin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// certainty is how sure it is that responses allow credentials.
type certainty int

const (
	no certainty = iota
	maybe
	sure
)

// credentialsOf reads the bool that turns credentials on.
func credentialsOf(set values.Set) certainty {
	if set.True() {
		return sure
	}
	if set.False() || len(set) == 0 {
		return no
	}
	if it, ok := set.Only(); ok {
		if c, isConfig := it.Value.(values.Config); isConfig && c.Default != nil {
			if b, known := values.BoolOf(c.Default); known && b {
				return sure // on unless somebody turns it off
			}
		}
	}
	return maybe
}

// credentialsWith returns how sure it is that a response with this write of
// Access-Control-Allow-Origin allows credentials too, and where it does.
func (a *analysis) credentialsWith(w headerWrite) (certainty, values.Span) {
	best, at := no, values.Span{}
	for _, c := range a.credentials {
		// The Fetch standard compares the value with "true" byte by byte.
		sureness := no
		for _, it := range a.r.Value(unwrapped(c.value)) {
			switch v := it.Value.(type) {
			case values.Const:
				if s, _ := values.StringOf(v); s == "true" {
					sureness = max(sureness, sure)
				}
			case values.List:
				for _, e := range v.Elems {
					if has(e, "true") {
						sureness = sure
					}
				}
			default:
				sureness = max(sureness, maybe)
			}
		}
		if sureness > best && a.together(w.instr, c.instr) {
			best, at = sureness, c.at
		}
	}
	return best, at
}

// together reports whether one request can execute both writes, the first not
// replaced by another write of its header: in one function, or in functions that
// call one another.
func (a *analysis) together(origin, credentials ssa.Instruction) bool {
	for _, o := range a.lifted(origin) {
		for _, c := range a.lifted(credentials) {
			if o.Parent() != c.Parent() {
				continue
			}
			if o == c || a.r.Reaches(c, o) || a.r.Reaches(o, c, a.otherOrigins(o)...) {
				return true
			}
		}
	}
	return false
}

// lifted returns the instruction and, up to three calls up, the calls of the
// functions it stands in.
func (a *analysis) lifted(instr ssa.Instruction) []ssa.Instruction {
	out := []ssa.Instruction{instr}
	for level, i := 0, 0; level < 3; level++ {
		for end := len(out); i < end; i++ {
			calls, _ := a.r.Callers(out[i].Parent())
			for _, call := range calls {
				if len(out) < 32 {
					out = append(out, call)
				}
			}
		}
	}
	return out
}

// otherOrigins returns the other writes of Access-Control-Allow-Origin in the
// function of instr.
func (a *analysis) otherOrigins(instr ssa.Instruction) []ssa.Instruction {
	var out []ssa.Instruction
	for _, w := range a.origins {
		if w.instr != instr && w.instr.Parent() == instr.Parent() {
			out = append(out, w.instr)
		}
	}
	return out
}
