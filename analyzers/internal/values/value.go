package values

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A Value is one thing that an expression can be. It is one of Const, Request,
// Config, List, Map, Text, Test, Func, Struct and Opaque, and nothing else.
type Value interface{ isValue() }

// A Const is a value known from the source: a string, a number, a bool or nil.
type Const struct {
	// Val is nil for nil and for the zero value of a struct or array type.
	Val  constant.Value
	Type types.Type
}

// A Request is something the client sends and so chooses.
type Request struct {
	Kind RequestKind
	// Name is the header, parameter or cookie; "" when it is not a constant.
	// Header names are in canonical form.
	Name string
	// Read is the call or look-up that reads it.
	Read ssa.Instruction
}

// A RequestKind says which part of a request a Request comes from.
type RequestKind int

// The parts of a request that are told apart.
const (
	Header RequestKind = iota
	Query
	Cookie
	Path
	Form
	Host // the host that the client named: Request.Host
	URL
	TLS // whether, and how, the connection is encrypted
)

// A Config is a setting from outside the program.
type Config struct {
	Source ConfigSource
	// Key is the variable's, flag's or setting's name; "" when it is not a constant.
	Key string
	// Default is what holds when the setting is absent: a Const or a List, or nil
	// when none is known.
	Default Value
	// Read is the instruction that reads it; nil for a field that a decoder fills.
	Read ssa.Instruction
}

// A ConfigSource says where a Config comes from.
type ConfigSource int

// The sources of configuration that are told apart.
const (
	Env  ConfigSource = iota // an environment variable
	Flag                     // a command-line flag
	File                     // a setting looked up by key, as viper does
	Tag                      // a struct field whose tags say that a decoder fills it
)

// A List is a slice or array whose elements are known.
type List struct {
	// Elems holds one set for each element, in order of index.
	Elems []Set
	// Open reports whether there may be further elements, or fewer.
	Open bool
}

// A Map is a map whose entries are known.
type Map struct {
	Entries []Entry
	// Open reports whether there may be further entries.
	Open bool
}

// An Entry is one entry of a Map.
type Entry struct{ Key, Value Set }

// A Text is a string put together from others, by + or by fmt.Sprintf.
type Text struct{ Parts []Set }

// A Test is a comparison, whose outcome is not known.
type Test struct {
	Op   token.Token // EQL, NEQ, LSS, LEQ, GTR or GEQ
	X, Y Set
}

// A Func is a function value.
type Func struct {
	Fn *ssa.Function
	// Frame is the call in whose body the closure was made; nil when unknown.
	Frame *Frame
}

// A Struct is a struct, or a pointer to one, whose fields Resolver.Field reads.
type Struct struct {
	// Type is the struct's type, pointers removed.
	Type types.Type
	// Src is the struct or the pointer in SSA form.
	Src ssa.Value
	// Use is the instruction at which the fields are read; nil means at the end.
	Use   ssa.Instruction
	Frame *Frame
}

// An Opaque is a value that could not be followed.
type Opaque struct {
	// Reason says in a few words where the trail ends.
	Reason string
	// Src is the value at which it ends; nil when a bound was reached.
	Src ssa.Value
	// Callee is the function whose result it is, or which may have written the
	// variable; nil when no known function did.
	Callee *types.Func
	// Field is the field of Src that was asked for; "" when Src itself was, or a
	// field of a field.
	Field string
	// Frame is the call in whose body Src stands; nil when it is no call's.
	Frame *Frame
}

func (Const) isValue()   {}
func (Request) isValue() {}
func (Config) isValue()  {}
func (List) isValue()    {}
func (Map) isValue()     {}
func (Text) isValue()    {}
func (Test) isValue()    {}
func (Func) isValue()    {}
func (Struct) isValue()  {}
func (Opaque) isValue()  {}

// A Span is a stretch of source. The zero Span is unknown.
type Span struct{ Pos, End token.Pos }

// Known reports whether the span is in the source at all.
func (s Span) Known() bool { return s.Pos.IsValid() && s.End.IsValid() }

// A Frame is one call on the way from a query into a local function: it binds
// the function's parameters to the arguments of that call.
type Frame struct {
	fn    *ssa.Function
	call  ssa.CallInstruction
	args  []ssa.Value // receiver first
	up    *Frame      // the frame in which args are to be read
	depth int
}

// Call returns the call that the frame stands for; nil for a frame of Outside.
func (f *Frame) Call() ssa.CallInstruction { return f.call }

// Up returns the frame of the caller, or nil.
func (f *Frame) Up() *Frame { return f.up }

// Fn returns the called function.
func (f *Frame) Fn() *ssa.Function { return f.fn }

func (f *Frame) of(fn *ssa.Function) *Frame {
	for ; f != nil; f = f.up {
		if f.fn == fn {
			return f
		}
	}
	return nil
}
