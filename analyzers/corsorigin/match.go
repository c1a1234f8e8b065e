package corsorigin

import (
	"go/types"
	"path"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// stringsCall computes a function of package strings on the origin. Its tests
// are noted when the origin passes them: that is where a loose match stands.
func (m *machine) stringsCall(act *activation, c *ssa.Call, name string, args []ssa.Value, i int) (av, bool) {
	var in []av
	for _, a := range args {
		in = append(in, m.eval(act, a))
	}
	if len(in) == 0 || !in[0].hostile && (len(in) < 2 || !in[1].hostile) {
		return m.plainString(name, in)
	}
	if len(in) == 1 {
		switch name {
		case "ToLower":
			return str(strings.ToLower(in[0].s), true), true
		case "ToUpper":
			return str(strings.ToUpper(in[0].s), true), true
		case "TrimSpace":
			return in[0], true
		}
		return av{hostile: true}, true
	}
	test := map[string]func(string, string) bool{
		"HasPrefix": strings.HasPrefix, "HasSuffix": strings.HasSuffix,
		"Contains": strings.Contains, "EqualFold": strings.EqualFold,
	}[name]
	if test != nil {
		for _, x := range m.operands(act, args[0], in[0]) {
			for _, y := range m.operands(act, args[1], in[1]) {
				if test(x.s, y.s) {
					return m.tested(c, "strings."+name, true), true
				}
			}
		}
		return yes(false), true
	}
	x, y := in[0], in[1]
	if x.kind != text || y.kind != text {
		return av{hostile: true}, true
	}
	return m.taken(c, name, x, y, i), true
}

// taken computes the functions that return a part of the origin or a place in it.
func (m *machine) taken(c *ssa.Call, name string, x, y av, i int) av {
	switch name {
	case "Index":
		n := strings.Index(x.s, y.s)
		if n >= 0 {
			m.tested(c, "strings.Index", true)
		}
		return av{kind: number, n: n}
	case "LastIndex":
		return av{kind: number, n: strings.LastIndex(x.s, y.s)}
	case "Count":
		return av{kind: number, n: strings.Count(x.s, y.s)}
	case "TrimPrefix":
		return str(strings.TrimPrefix(x.s, y.s), true)
	case "TrimSuffix":
		return str(strings.TrimSuffix(x.s, y.s), true)
	case "Trim":
		return str(strings.Trim(x.s, y.s), true)
	case "TrimRight":
		return str(strings.TrimRight(x.s, y.s), true)
	case "TrimLeft":
		return str(strings.TrimLeft(x.s, y.s), true)
	case "Split":
		return av{kind: text, list: strings.Split(x.s, y.s), hostile: true, s: x.s}
	case "SplitN":
		return av{kind: text, list: strings.SplitN(x.s, y.s, 2), hostile: true, s: x.s}
	case "Cut":
		before, after, ok := strings.Cut(x.s, y.s)
		return []av{str(before, true), str(after, true), yes(ok)}[i]
	case "CutPrefix":
		rest, ok := strings.CutPrefix(x.s, y.s)
		return []av{str(rest, true), yes(ok)}[i]
	case "CutSuffix":
		rest, ok := strings.CutSuffix(x.s, y.s)
		return []av{str(rest, true), yes(ok)}[i]
	}
	return av{hostile: true}
}

// plainString computes what does not involve the origin, where it is constant.
func (m *machine) plainString(name string, in []av) (av, bool) {
	if len(in) == 2 && in[0].kind == text && in[1].kind == text && in[0].list == nil {
		switch name {
		case "HasPrefix":
			return yes(strings.HasPrefix(in[0].s, in[1].s)), true
		case "HasSuffix":
			return yes(strings.HasSuffix(in[0].s, in[1].s)), true
		case "Contains":
			return yes(strings.Contains(in[0].s, in[1].s)), true
		case "TrimPrefix":
			return str(strings.TrimPrefix(in[0].s, in[1].s), false), true
		case "TrimSuffix":
			return str(strings.TrimSuffix(in[0].s, in[1].s), false), true
		}
	}
	if len(in) == 1 && in[0].kind == text {
		switch name {
		case "ToLower":
			return str(strings.ToLower(in[0].s), false), true
		case "TrimSpace":
			return str(strings.TrimSpace(in[0].s), false), true
		}
	}
	return av{}, false
}

// placeholder stands for an allowed origin that is configured.
const placeholder = "https://example.com"

// entry is an entry of an allow-list whose entries are not known.
func (m *machine) entry() av { return str(placeholder, false) }

// operands are the texts that v can be, to compare with the origin. A configured
// one, read straight from a list, a field or a variable, is the placeholder. One
// that was computed (cut at a wildcard, say) is none: the origin does not match it.
func (m *machine) operands(act *activation, v ssa.Value, have av) []av {
	if have.kind == text {
		return []av{have}
	}
	var out []av
	for _, it := range m.memo.valueIn(v, act.frame).Strings() {
		s, _ := values.StringOf(it.Value)
		out = append(out, str(s, false))
	}
	if len(out) > 0 {
		return out
	}
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return []av{m.entry()}
	case *ssa.UnOp:
		switch v.X.(type) {
		case *ssa.IndexAddr, *ssa.FieldAddr, *ssa.Global, *ssa.FreeVar, *ssa.Alloc:
			return []av{m.entry()}
		}
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Next); ok {
			return []av{m.entry()}
		}
	case *ssa.Call:
		if isSetting(m.memo.valueIn(v, act.frame)) {
			return []av{m.entry()}
		}
	}
	return nil
}

// tested notes a test that the origin passed.
func (m *machine) tested(c *ssa.Call, how string, ok bool) av {
	if ok {
		m.passed = append(m.passed, passed{c, how})
	}
	return yes(ok)
}

// regexpCall matches the origin against a pattern that is known; one that is not
// known does not match.
func (m *machine) regexpCall(act *activation, c *ssa.Call, f *types.Func, args []ssa.Value, i int) (av, bool) {
	var pattern string
	var subject ssa.Value
	ok := false
	switch f.FullName() {
	case "(*regexp.Regexp).MatchString", "(*regexp.Regexp).Match":
		subject = args[0]
		pattern, ok = m.pattern(values.Receiver(&c.Call), act)
	case "regexp.MatchString", "regexp.Match":
		if i == 1 {
			return av{kind: isNil}, true
		}
		subject = args[1]
		if p := m.eval(act, args[0]); p.kind == text {
			pattern, ok = p.s, true
		}
	default:
		return av{}, false
	}
	s := m.eval(act, subject)
	if !s.hostile {
		return av{}, false
	}
	if !ok {
		return yes(false), true
	}
	re, err := compiled(pattern)
	if err != nil {
		return yes(false), true
	}
	return m.tested(c, "the regular expression", re.MatchString(s.s)), true
}

// maxPattern bounds the patterns that are compiled.
const maxPattern = 2000

func compiled(pattern string) (*regexp.Regexp, error) {
	if len(pattern) > maxPattern {
		return nil, &regexpTooLong{}
	}
	return regexp.Compile(pattern)
}

type regexpTooLong struct{}

func (*regexpTooLong) Error() string { return "pattern too long" }

// pattern returns the constant that a *regexp.Regexp was compiled from.
func (m *machine) pattern(re ssa.Value, act *activation) (string, bool) {
	it, ok := m.memo.valueIn(re, act.frame).Only()
	if !ok {
		return "", false
	}
	o, ok := it.Value.(values.Opaque)
	if !ok || o.Callee == nil || o.Callee.Pkg() == nil || o.Callee.Pkg().Path() != "regexp" {
		return "", false
	}
	call, ok := o.Src.(*ssa.Call)
	if !ok {
		return "", false
	}
	set, _ := m.r.ArgIn(call, 0, o.Frame)
	if p, ok := set.Only(); ok {
		return values.StringOf(p.Value)
	}
	return "", false
}

// globCall is path.Match(pattern, origin).
func (m *machine) globCall(act *activation, c *ssa.Call, args []ssa.Value, i int) (av, bool) {
	if i == 1 {
		return av{kind: isNil}, true
	}
	pattern, s := m.eval(act, args[0]), m.eval(act, args[1])
	if !s.hostile {
		return av{}, false
	}
	if pattern.kind != text {
		return yes(false), true
	}
	ok, err := path.Match(pattern.s, s.s)
	return m.tested(c, "path.Match", ok && err == nil), true
}
