package corsorigin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// who gets in.
type who int

const (
	nobody who = iota
	everyone
	lookalike  // sites whose names look like an allowed one
	nullOrigin // sandboxed frames and local files, which any site can make
)

// when they get in.
type when int

const (
	always        when = iota
	byDefault          // where a setting is absent, its default lets them in
	whenEmpty          // where the allow-list is empty
	inDevelopment      // where a development switch is on
)

// An admission is what was found out about code that decides on origins.
type admission struct {
	who  who
	when when
	// origin is the one that got in.
	origin string
	// test is the one that it passed, when who is lookalike.
	test passed
	// switches are the development switches met, when that is when.
	switches []values.Set
}

// responsible returns what is known of the switch that lets the origin in by
// itself, or of all that were met when it takes more than one.
func responsible(met []devSwitch, alone func(name string) bool) []values.Set {
	var all []values.Set
	tried := make(map[string]bool)
	for _, s := range met {
		all = append(all, s.on)
		if tried[s.name] {
			continue
		}
		tried[s.name] = true
		if !alone(s.name) {
			continue
		}
		var out []values.Set
		for _, same := range met {
			if same.name == s.name {
				out = append(out, same.on)
			}
		}
		return out
	}
	// All of them have to be on: one that is off is enough to keep it shut.
	for _, on := range all {
		if t, f, unknown := withDefaults(on).Bool(); f && !t && !unknown {
			return []values.Set{on}
		}
	}
	return all
}

// admission finds who gets in: it runs try in one world after the other, the
// gravest first, and returns the first in which the hostile origin gets in. fn is
// where the tests of the origin stand.
func (a *analysis) admission(fn *ssa.Function, try func(*machine) bool, seeds ...ssa.Value) admission {
	run := func(w world) (*machine, bool) {
		m := newMachine(a, w, seeds...)
		return m, try(m)
	}
	base, in := run(world{origin: anyone})
	if in {
		return admission{who: everyone, origin: anyone}
	}
	refused := make(map[ssa.CallInstruction]bool)
	for _, p := range base.passed {
		refused[p.call] = true // a test that everyone passes is not the loose one
	}
	for _, origin := range a.hostileOrigins(fn) {
		m, in := run(world{origin: origin})
		if !in {
			continue
		}
		found := admission{who: lookalike, origin: origin}
		for _, p := range m.passed {
			if !refused[p.call] {
				found.test = p
				break
			}
		}
		return found
	}
	if _, in := run(world{origin: "null"}); in {
		return admission{who: nullOrigin, origin: "null"}
	}
	if _, in := run(world{origin: anyone, defaults: true}); in {
		return admission{who: everyone, when: byDefault, origin: anyone}
	}
	if _, in := run(world{origin: anyone, empty: true}); in {
		return admission{who: everyone, when: whenEmpty, origin: anyone}
	}
	if m, in := run(world{origin: anyone, dev: true}); in {
		switches := responsible(m.switches, func(name string) bool {
			_, in := run(world{origin: anyone, dev: true, only: name})
			return in
		})
		return admission{who: everyone, when: inDevelopment, origin: anyone, switches: switches}
	}
	return admission{}
}

// decides is the admission of a function that says whether an origin is allowed:
// of signature func(string) bool, func(*http.Request) bool and the like. It looks
// at the first bool among the results; the origin is the function's string parameter.
func (a *analysis) decides(fn *ssa.Function) admission {
	if fn == nil || len(fn.Blocks) == 0 {
		return admission{}
	}
	verdict := -1
	results := fn.Signature.Results()
	for i := range results.Len() {
		if isBool(results.At(i).Type()) {
			verdict = i
			break
		}
	}
	if verdict < 0 {
		return admission{}
	}
	var seeds []ssa.Value
	for _, p := range fn.Params {
		if isText(p.Type()) {
			seeds = append(seeds, p)
			break
		}
	}
	return a.admission(fn, func(m *machine) bool {
		rows, whole := m.results(&activation{fn: fn})
		if !whole {
			return false
		}
		for _, row := range rows {
			if row[verdict].kind == boolean && row[verdict].b {
				return true
			}
		}
		return false
	}, seeds...)
}
