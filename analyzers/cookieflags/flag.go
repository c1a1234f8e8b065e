package cookieflags

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A state is what is known of a flag that ought to be on.
type state int

const (
	// unknown: it could not be followed, or it is computed from what is not known
	// here, such as the scheme of the request. Never reported.
	unknown state = iota
	on
	// off on every path.
	off
	// partial: on some paths the cookie is made and nobody turns the flag on.
	partial
	// defaultOff: it follows a setting that is off when nobody sets it.
	defaultOff
)

// A flag is one attribute of a cookie at the write.
type flag struct {
	state state
	// by is the member of the set that decided: the false, or the setting.
	by values.Item
	// branch is, for partial, the test that decides whether the flag is set.
	branch *ssa.If
}

func (f flag) bad() bool { return f.state >= off }

// onBool reads a bool flag.
func onBool(it values.Item) (on, known bool) { return values.BoolOf(it.Value) }

// readFlag turns what an attribute can be at use into a state. isOn says of a
// constant whether it turns the attribute on; born lists the blocks in which the
// cookie is made, when there are several.
func readFlag(set values.Set, use ssa.Instruction, born []*ssa.BasicBlock, attribute string, isOn func(values.Item) (on, known bool)) flag {
	var ons, offs values.Set
	var setting *values.Item
	for _, it := range set {
		isOnHere, known := isOn(it)
		switch {
		case known && isOnHere:
			ons = append(ons, it)
		case known && it.Shared:
			setting = &it
		case known:
			offs = append(offs, it)
		case offByDefault(it, isOn):
			setting = &it
		default:
			return flag{state: unknown}
		}
	}
	switch {
	case setting != nil && len(ons) == 0:
		return flag{state: defaultOff, by: *setting}
	case setting != nil, len(set) == 0:
		return flag{state: unknown}
	case len(ons) == 0:
		return flag{state: off, by: offs[0]}
	case len(offs) == 0:
		return flag{state: on, by: ons[0]}
	}
	return split(ons, offs, use, born, attribute)
}

// split judges a flag that is on for some paths and off for others. Only a flag
// that nobody wrote on the others counts: `secure := false; if x { secure = true }`
// is a decision, whatever x is. And a branch on the environment, on a setting or on
// the scheme is a decision too.
func split(ons, offs values.Set, use ssa.Instruction, via []*ssa.BasicBlock, attribute string) flag {
	i := slices.IndexFunc(offs, func(it values.Item) bool { return it.Implicit })
	if i < 0 {
		return flag{state: unknown}
	}
	var around []*ssa.If
	for _, c := range values.Conditions(use.Block()) {
		around = append(around, c.If)
	}
	for _, it := range slices.Concat(ons, offs) {
		via = append(via, it.Via...)
	}
	var branch *ssa.If
	for _, b := range via {
		for _, c := range values.Conditions(b) {
			if slices.Contains(around, c.If) {
				continue
			}
			if isDecision(c.Cond, attribute) {
				return flag{state: unknown}
			}
			if branch == nil {
				branch = c.If
			}
		}
	}
	if branch == nil {
		return flag{state: unknown}
	}
	return flag{state: partial, by: offs[i], branch: branch}
}

// offByDefault reports whether an item follows a setting that is off when nobody
// sets it: `default:"false"`, or os.Getenv("SECURE_COOKIES") == "true". A test for
// an environment's name, such as "production", is not a default but a decision.
func offByDefault(it values.Item, isOn func(values.Item) (on, known bool)) bool {
	switch v := it.Value.(type) {
	case values.Config:
		if v.Default == nil {
			return false
		}
		isOnHere, known := isOn(values.Item{Value: v.Default})
		return known && !isOnHere
	case values.Test:
		return offUnlessTrue(v)
	}
	return false
}

// offUnlessTrue reports whether a test compares a setting with a word for true
// that its default is not.
func offUnlessTrue(t values.Test) bool {
	if t.Op.String() != "==" {
		return false
	}
	for _, sides := range [][2]values.Set{{t.X, t.Y}, {t.Y, t.X}} {
		setting, ok := sides[0].Only()
		if !ok {
			continue
		}
		c, ok := setting.Value.(values.Config)
		want, ok2 := sides[1].Only()
		if !ok || !ok2 {
			continue
		}
		word, _ := values.StringOf(want.Value)
		def, _ := values.StringOf(c.Default)
		return slices.Contains([]string{"true", "1", "yes", "on", "y", "t", "enabled", "enable"}, strings.ToLower(word)) && def != word
	}
	return false
}
