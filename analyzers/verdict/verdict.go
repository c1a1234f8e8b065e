// Package verdict is what an analyzer concludes: the diagnostic that every
// go/analysis driver shows and, beside it, what analysis.Diagnostic has no room
// for. Every analyzer of the suite returns a *List as its result, so a driver
// that wants more than a position and a line of text reads it there.
package verdict

import (
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/rules"
)

// A Verdict is one rule broken at one place.
type Verdict struct {
	// Diagnostic is what standard drivers show. Category is the rule's ID, such
	// as "corsorigin/reflected"; Related explains; SuggestedFixes are safe edits.
	analysis.Diagnostic
	// Severity is the effect here, which may differ from the rule's default.
	Severity rules.Severity
	// Confidence is how sure this verdict is; empty means the rule's own.
	Confidence rules.Confidence
	// Flow leads from the source to the sink, first step first; may be empty.
	Flow []Step
	// Ignored, when not nil, says which directive covers the verdict. It is then
	// kept in the list, marked, but not given to the driver as a diagnostic.
	Ignored *Ignore
	// Generated reports whether the place is in a generated file. Such verdicts
	// are kept in the list and counted, but not given to the driver.
	Generated bool
}

// A Step is one place that a value passes on its way, with what happens there.
type Step struct {
	Pos, End token.Pos
	Message  string
}

// An Ignore is the part of an ignore directive that explains a suppression.
type Ignore struct {
	// Pos is where the directive stands.
	Pos token.Pos
	// Reason is the text after the rule names; never empty.
	Reason string
}

// A List is the result of one analyzer on one package, in order of position.
type List struct {
	Verdicts []Verdict
	// Part, when not nil, is what the package has to say once others are in view.
	Part Part
}

// A Part is what an analyzer has found out of one package and can judge again,
// together with the same of other packages: a driver that sees a whole program
// collects the parts of its packages and links them. A part must hold no syntax
// and no SSA, since it outlives both.
type Part interface {
	// Link judges all parts of a program, which are of one analyzer; the receiver
	// is one of them. It returns the verdicts of each part, marked as a
	// report.Marker does and in order of position. They take the place of those in
	// the part's List, and every one of those has its like among them.
	Link(parts []Part) [][]Verdict
}

// ResultType is the ResultType of every analyzer in the suite.
var ResultType = reflect.TypeFor[*List]()
