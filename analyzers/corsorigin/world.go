package corsorigin

import (
	"go/types"
	"net/url"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// This file and its neighbours evaluate.go, calls.go and explore.go decide which
// origins a piece of code lets in. They do it by running the code on paper: the
// request's Origin is one concrete hostile string, every test of it that can be
// computed is computed, and what the code would compare it with is assumed not
// to be equal to it. If the write of the header, or the `return true`, can still
// be reached, that origin gets in, and the finding can name it.
//
// What is not known is decided so that the tool stays silent when unsure: an
// origin is not in a list whose members are not known, a helper of another
// package that is given the origin refuses it. Branches on anything else (the
// method, the path) are taken both ways.

// A world is one set of assumptions under which code is run on paper.
type world struct {
	// origin is the value of the Origin header.
	origin string
	// defaults: settings that are absent have their default, and a default of "*" counts.
	defaults bool
	// empty: allow-lists are empty.
	empty bool
	// dev: development switches are on: all of them, or the one that only names.
	dev  bool
	only string
}

// host is the host and port part of the origin; "" for "null".
func (w world) host() string {
	u, err := url.Parse(w.origin)
	if err != nil {
		return ""
	}
	return u.Host
}

// kind tells abstract values apart.
type kind int

const (
	unknown kind = iota
	boolean
	text
	number
	isNil  // a nil error, function, map or list
	notNil // something that is not nil
)

// An av is what is known of a value in a world.
type av struct {
	kind kind
	b    bool
	s    string
	n    int
	// hostile: the value is the Origin, or was made from it. What was made from it
	// in a way that is not known is unknown and hostile: equal to nothing.
	hostile bool
	// part of: a list, found by splitting a text.
	list []string
}

func str(s string, hostile bool) av { return av{kind: text, s: s, hostile: hostile} }
func yes(b bool) av                 { return av{kind: boolean, b: b} }

// same reports whether two abstract values cannot be told apart.
func (a av) same(b av) bool {
	return a.kind == b.kind && a.b == b.b && a.s == b.s && a.n == b.n && a.hostile == b.hostile && len(a.list) == len(b.list)
}

// merge returns the value that is a or b.
func merge(all []av) av {
	if len(all) == 0 {
		return av{}
	}
	for _, v := range all[1:] {
		if !v.same(all[0]) {
			out := av{}
			for _, v := range all {
				// The text that is the Origin stands for all that it can be.
				if v.hostile && v.kind == text {
					return v
				}
				out.hostile = out.hostile || v.hostile
			}
			return out
		}
	}
	return all[0]
}

// A machine runs code on paper in one world.
type machine struct {
	r     *values.Resolver
	memo  *memo
	names *namer
	world world
	// seeds are the parameters that hold the origin by contract, such as that of
	// an AllowOriginFunc.
	seeds map[ssa.Value]bool
	steps int
	depth int
	// switches are the development switches that were met.
	switches []devSwitch
	// passed are the tests of the origin that held, with where they stand.
	passed   []passed
	busy     map[ssa.Value]bool
	ran      map[string][][]av // what functions returned, by parameters
	resolved map[question]av   // what resolve found
	held     map[question]av   // what variable found
	// found is set when the run has shown what it was made for.
	found bool
}

// A devSwitch is a condition that is named like one that holds in development.
type devSwitch struct {
	name string
	// on is what is known of it when nobody sets it.
	on values.Set
}

// inDev notes a development switch and says whether it is on in the world.
func (m *machine) inDev(name string, on values.Set) bool {
	m.switches = append(m.switches, devSwitch{name, on})
	return m.world.dev && (m.world.only == "" || m.world.only == name)
}

// A passed test is a string test that the origin passed.
type passed struct {
	call ssa.CallInstruction
	how  string // what it does: "HasPrefix", "a regular expression" ...
}

// maxSteps bounds the states that one run visits, and maxCalls the depth of the
// helpers it enters. Code that needs more gives no finding.
const (
	maxSteps = 30000
	maxCalls = 5
)

func newMachine(a *analysis, w world, seeds ...ssa.Value) *machine {
	m := &machine{
		r: a.r, memo: a.memo, names: a.names, world: w, seeds: make(map[ssa.Value]bool), steps: maxSteps,
		busy: make(map[ssa.Value]bool), ran: make(map[string][][]av), resolved: make(map[question]av), held: make(map[question]av),
	}
	for _, s := range seeds {
		m.seeds[s] = true
	}
	return m
}

// An activation is one function being run: its parameters, and what the phis on
// the way so far have chosen.
type activation struct {
	fn     *ssa.Function
	params []av // shorter than fn.Params when they are not known
	phis   map[*ssa.Phi]av
	frame  *values.Frame
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
