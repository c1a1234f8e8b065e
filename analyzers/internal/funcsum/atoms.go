package funcsum

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// owner is the function whose parameter a source is. In a summary that came as a
// fact it is nil: there the parameters are those of the summary's function.
type owner = *ssa.Function

// The bounds of what is kept of a value and of a function. What is beyond is left
// out, and the unit says so.
const (
	maxAtoms   = 24
	maxPath    = 3 // steps of Source.Path and Atom.In
	maxEffects = 96
	maxVia     = 6
)

// A set is what a value carries, in the order in which it was found.
type set []Atom

// add adds an atom that is not there; an atom differs by source without place, by
// form and by way. changed tells whether it was added, cut whether it had no room.
func (s *set) add(a Atom) (changed, cut bool) {
	for i := range *s {
		have := &(*s)[i]
		if have.Form == a.Form && have.In == a.In && have.As == a.As && have.Not == a.Not && have.Source == a.Source {
			if have.Debug && !a.Debug {
				have.Debug = false
				return true, false
			}
			return false, false
		}
	}
	if len(*s) >= maxAtoms {
		return false, true
	}
	*s = append(*s, a)
	return true, false
}

// within returns what lies below a path of a value.
func (s set) within(path string) set {
	if path == "" || len(s) == 0 {
		return s
	}
	var out set
	for _, a := range s {
		switch {
		case a.In == "":
			switch a.Source.Kind {
			case Response, Func:
				continue // their fields are other things
			case Param:
				if a.Form != Value {
					break
				}
				a.Source.Path = shorten(a.Source.Path + path)
			case Hole:
				if a.Form == Value {
					continue
				}
			}
		case strings.HasPrefix(a.In, path) && (len(a.In) == len(path) || isStep(a.In[len(path)])):
			a.In = a.In[len(path):]
		case strings.HasPrefix(path, a.In) && isStep(path[len(a.In)]):
			a.In = ""
		default:
			continue
		}
		out.add(a)
	}
	return out
}

// fields returns what is in a value but not of it: what is left of an error whose
// type or identity is known.
func (s set) fields() set {
	var out set
	for _, a := range s {
		if a.In != "" || !a.Source.tells() {
			out = append(out, a)
		}
	}
	return out
}

// replied is the way to the text of an error that a framework answers with:
// it has the name of the field that most have it in.
const replied = ".Message"

func isStep(c byte) bool { return c == '.' || c == '!' }

// shorten bounds a path: what is deeper counts as what stands at the bound.
func shorten(path string) string {
	steps := 0
	for i := range len(path) {
		if isStep(path[i]) {
			if steps++; steps > maxPath {
				return path[:i]
			}
		}
	}
	return path
}

// hidden reports whether encoders leave out what lies on a way.
func hidden(in string) bool { return strings.Contains(in, "!") }
