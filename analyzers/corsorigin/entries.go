package corsorigin

import (
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// judgeFuncs looks into the functions that a field can hold.
func (a *analysis) judgeFuncs(p *policy, f values.Field) {
	for _, it := range f.Set {
		fn, ok := it.Value.(values.Func)
		if !ok {
			continue
		}
		adm := a.decides(fn.Fn)
		if adm.who == nobody {
			continue
		}
		at := a.tight(f.At, it.At)
		if lit := a.r.FuncSpan(fn.Fn); lit == at {
			at = a.decisive(fn.Fn, at)
		}
		o := opening{admission: adm, subject: decision, reflects: true, at: at}
		a.reportAt(p.call, o, p, it.Via...)
	}
}

// judgeList looks at the entries of the list.
func (a *analysis) judgeList(m *libraryModel, p *policy) {
	for _, it := range p.list.Set {
		switch v := it.Value.(type) {
		case values.Config:
			if v.Default != nil {
				a.judgeEntries(m, p, values.Item{Value: v.Default, At: it.At, Via: it.Via}, byDefault)
			}
		default:
			w := always
			if it.Shared {
				w = byDefault
			}
			a.judgeEntries(m, p, it, w)
		}
	}
}

func (a *analysis) judgeEntries(m *libraryModel, p *policy, it values.Item, w when) {
	switch v := it.Value.(type) {
	case values.Const:
		s, ok := values.StringOf(v)
		if !ok {
			return
		}
		for part := range strings.SplitSeq(s, ",") { // fiber v2: one string
			a.judgeEntry(m, p, strings.TrimSpace(part), it, w)
		}
	case values.List:
		for _, e := range v.Elems {
			for _, member := range e {
				member.Via = append(slices.Clone(member.Via), it.Via...)
				at := w
				if c, ok := member.Value.(values.Config); ok && c.Default != nil {
					member.Value, at = c.Default, byDefault
				}
				a.judgeEntries(m, p, member, at)
			}
		}
	}
}

// judgeEntry looks at one entry of the list.
func (a *analysis) judgeEntry(m *libraryModel, p *policy, entry string, it values.Item, w when) {
	if entry == "*" {
		if w == byDefault {
			a.judgeDefault(m, p, it)
			return
		}
		a.judgeStar(m, p, p.list.At, []values.Item{it})
		return
	}
	o := opening{subject: library, reflects: true, at: a.tight(p.list.At, it.At)}
	o.when = w
	switch origin := m.admits(entry, p.guarded); origin {
	case "":
		if entry != "null" {
			return
		}
		o.admission.who, o.origin = nullOrigin, "null"
	case anyone, anyoneHTTP:
		o.admission.who, o.origin = everyone, origin
		// Without credentials a reflected origin is worth what "*" is.
		o.reflects = credentialsOf(p.credentials.Set) != no
	default:
		o.admission.who, o.origin = lookalike, origin
	}
	a.reportAt(p.call, o, p, it.Via...)
}

// admits returns a hostile origin that an entry with a wildcard lets in, or "".
func (m *libraryModel) admits(entry string, guarded bool) string {
	if m.matches == nil || !guarded && !strings.HasPrefix(entry, "/") {
		return ""
	}
	texts := []string{entry}
	if g := ginRegexp.FindStringSubmatch(entry); g != nil {
		more, likes := samples(g[1])
		for _, like := range likes {
			if registrable(like) && m.matches(entry, like) {
				return like
			}
		}
		texts = append(texts, more...)
	}
	for _, origin := range append([]string{anyone, anyoneHTTP}, candidates(texts)...) {
		if m.matches(entry, origin) {
			return origin
		}
	}
	return ""
}

// judgeStar reports a "*".
func (a *analysis) judgeStar(m *libraryModel, p *policy, at values.Span, items []values.Item) {
	for _, it := range items {
		o := opening{admission: admission{who: everyone, origin: anyone}, subject: library, at: a.tight(at, it.At)}
		a.starEffect(m, p, &o)
		a.reportAt(p.call, o, p, it.Via...)
	}
}

func (a *analysis) judgeDefault(m *libraryModel, p *policy, it values.Item) {
	o := opening{admission: admission{who: everyone, when: byDefault, origin: anyone}, subject: library, at: a.tight(p.list.At, it.At)}
	a.starEffect(m, p, &o)
	a.reportAt(p.call, o, p, it.Via...)
}

// judgeEmpty reports a list that is not given, or may be empty.
func (a *analysis) judgeEmpty(m *libraryModel, p *policy) {
	o := opening{admission: admission{who: everyone, origin: anyone}, subject: library}
	if !p.list.Written {
		if len(p.list.Set) > 0 && !p.list.Set.Nil() && !isEmptyText(p.list.Set) {
			return
		}
		o.unset, o.at = omitted, p.fun
		a.starEffect(m, p, &o)
		a.reportAt(p.call, o, p)
		return
	}
	for _, it := range p.list.Set {
		switch v := it.Value.(type) {
		case values.Const:
			if !values.IsNil(v) && !isEmptyText(values.Set{it}) {
				continue
			}
			if it.Implicit || it.Conditional || a.nonEmptyHere(p) {
				continue // filled on other ways: which one is taken is not known
			}
			o.unset = omitted
		case values.List:
			if v.Open || len(v.Elems) > 0 || a.nonEmptyHere(p) {
				continue
			}
			o.unset = omitted
		case values.Config:
			if v.Default != nil || v.Source == values.Tag || a.nonEmptyHere(p) {
				continue
			}
			o.unset = mayBeNil
		default:
			continue
		}
		o.at = a.tight(p.list.At, it.At)
		a.starEffect(m, p, &o)
		a.reportAt(p.call, o, p, it.Via...)
	}
}

func isEmptyText(set values.Set) bool {
	it, ok := set.Only()
	if !ok {
		return false
	}
	s, isStr := values.StringOf(it.Value)
	return isStr && s == ""
}
