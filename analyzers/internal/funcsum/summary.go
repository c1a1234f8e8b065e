package funcsum

import (
	"go/token"
)

// A Kind says what a Source is.
type Kind uint8

// The kinds of sources.
const (
	// Param is what the caller passes: Index counts the parameters, a receiver
	// first, and Path leads into it.
	Param Kind = iota + 1
	// Internal is an error that tells of our side: Name is the kind of its origin
	// as rules/models has it ("database"), Callee the function that gave it.
	Internal
	// Stack is a stack trace; Callee made it.
	Stack
	// Stacked is an error that prints a stack trace, when it is Verbose; Callee
	// made it.
	Stacked
	// Recovered is the value of a recovered panic.
	Recovered
	// Hole is result Index of a function that is not known here: Name is the
	// method of an interface or the named function type that is called, "" for a
	// function that is parameter Param of this one, or in it at Path.
	Hole
	// Func is a function value: Name is its key.
	Func
	// Answered is the error of a handler, as a framework (Name) hands it to the
	// function that answers for it. With a Path it is the text of such an error as
	// the framework has them made to be sent.
	Answered
	// Response is what the client gets: a writer, a framework's context.
	Response
)

// A Source is where something comes from.
type Source struct {
	Kind   Kind
	Index  int
	Param  int
	Path   string
	Name   string
	Callee string
	// At is where it arose; empty for Param, Func and Response.
	At Place

	owner owner // of Param, and of a Hole in a parameter
}

// A Form is what became of a source on the way.
type Form uint8

// The forms, from the value to what prints the most of it.
const (
	Value   Form = iota // the error, function or writer itself
	Text                // what its Error method or %v gives
	Verbose             // what %+v gives
)

// An Atom is one thing that a value carries.
type Atom struct {
	Source Source
	Form   Form
	// In is the way to it inside the value: "" for the value itself, ".Field"
	// for a field of it. A step that encoders leave out begins with "!".
	In string
	// Debug reports whether it is there only while a debug switch is on.
	Debug bool
	// As is the name of the type of error of the program that it was put into, Not
	// those that were ruled out for what is still open, with blanks between.
	As, Not string
}

// A Place is one place in the source, known in any package.
type Place struct {
	// Func is the key of the function, Package the import path.
	Func, Package string
	// File is the base name of the file, as facts must not depend on where the
	// package lies. Line and Column count from 1, Column in bytes.
	File         string
	Line, Column int

	// pos and end are set for places in the package under analysis.
	pos, end token.Pos
}

// Span returns the place in the package under analysis; ok is false for places
// that came by facts.
func (p Place) Span() (pos, end token.Pos, ok bool) { return p.pos, p.end, p.pos.IsValid() }

// A Target is the kind of a Dest.
type Target uint8

// The targets.
const (
	// ToResponse: a client reads it.
	ToResponse Target = iota + 1
	// ToAnswer: a handler of the framework Name returns it as its error.
	ToAnswer
	// ToParam: it is written to the writer that is parameter Index.
	ToParam
	// ToHole: it is argument Index (receiver not counted) of a function that is
	// not known here; Name and Param tell which, as those of a Hole do.
	ToHole
	// ToField: it is kept in the field Name ("pkg.Type.Field") whose tag says
	// that it is encoded as JSON.
	ToField
)

// A Dest is where something goes.
type Dest struct {
	Target Target
	Index  int
	Param  int
	Path   string
	Name   string
	// Responses has bit i set when argument i of the hole is a response.
	Responses uint64

	owner owner
}

// An Encoding says how a sink writes what it is given.
type Encoding string

// An Effect is one thing that a function sends somewhere: to a client, or to
// where only a caller or the whole program shows what becomes of it.
type Effect struct {
	Source Source
	// Form is what of the source is sent.
	Form Form
	Dest Dest
	// Sink is the full name of the function that writes; empty for ToAnswer and ToField.
	Sink string
	// Kind is that of the sink's row in rules/models: json, text, header ...
	Kind Encoding
	// Reply reports whether the sink only makes an error whose text is sent when a
	// handler returns it.
	Reply bool
	// Via are the places that it passes, from where it is written to where the
	// source is handed over: the sink, then the call that led there, and so on.
	Via []Place
	// Debug reports whether it happens only while a debug switch is on.
	Debug bool
	// As is the type of error that the source is put into, Not are those that it is
	// not put into; see Atom.
	As, Not string
}

// Closed reports whether nothing is open about an effect: a client gets
// something that is known.
func (e *Effect) Closed() bool {
	return e.Source.known() && (e.Dest.Target == ToResponse || e.Dest.Target == ToAnswer || e.Dest.Target == ToField)
}

// tells reports whether there is something to read in what comes of a source: not
// of a function or of the response itself.
func (s *Source) tells() bool { return s.Kind != Func && s.Kind != Response }

func (s *Source) known() bool {
	switch s.Kind {
	case Internal, Stack, Stacked, Recovered:
		return true
	}
	return false
}

// A Flow is one thing that a call of a function gives: in result To, or, when To
// is negative, in parameter ^To, which it changes.
type Flow struct {
	To int
	Atom
}

// A Summary is what callers need to know of a function.
type Summary struct {
	// Flows and Effects are sorted. Sources are Param, Func, Response and the
	// known kinds; those of Param and Hole mean parameters of this function.
	Flows   []Flow
	Effects []Effect
}

// AFact marks Summary as a fact.
func (*Summary) AFact() {}

func (*Summary) String() string { return "summary" }
