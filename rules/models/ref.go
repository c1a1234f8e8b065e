package models

import (
	"fmt"
	"go/types"
	"regexp"
	"strconv"
	"strings"
)

// A Ref points at one argument or result of a function, or into it. Its text is
// a base and any number of steps, joined by dots:
//
//	key          the parameter of that name, as the library's source has it
//	#1           the second parameter, where the functions of a row give it no name or several
//	receiver     the receiver
//	result.0     the first result
//	op.Path      the field Path of the parameter op
//	fn.#0        the first parameter of the function that is passed as fn
//	fn.result.0  its first result
//
// A variadic parameter stands for all its values.
type Ref struct {
	base  base
	name  string // of a Param that has one
	index int    // of a Result, and of a Param without name
	steps []string
	text  string
}

type base int

const (
	param base = iota
	receiver
	result
)

var (
	refPattern    = regexp.MustCompile(`^(receiver|result\.\d|#\d|[A-Za-z_]\w*)((?:\.(?:#\d|result\.\d|[A-Za-z_]\w*))*)$`)
	resultPattern = regexp.MustCompile(`^result\.(\d)`)
)

func parseRef(text string) (Ref, error) {
	m := refPattern.FindStringSubmatch(text)
	if m == nil || m[1] == "result" || m[1] == "_" {
		return Ref{}, fmt.Errorf("%q is no argument; want a parameter's name, #N, receiver, result.N, and steps such as .Field or .#N after it", text)
	}
	ref := Ref{text: text, base: param, name: m[1]}
	switch {
	case m[1] == "receiver":
		ref.base, ref.name = receiver, ""
	case resultPattern.MatchString(m[1]):
		ref.base, ref.name = result, ""
		ref.index, _ = strconv.Atoi(m[1][len("result."):])
	case m[1][0] == '#':
		ref.name = ""
		ref.index, _ = strconv.Atoi(m[1][1:])
	}
	rest := strings.TrimPrefix(m[2], ".")
	for rest != "" {
		if r := resultPattern.FindString(rest); r != "" {
			ref.steps, rest = append(ref.steps, r), strings.TrimPrefix(rest[len(r):], ".")
			continue
		}
		var step string
		step, rest, _ = strings.Cut(rest, ".")
		ref.steps = append(ref.steps, step)
	}
	return ref, nil
}

// String returns the text that the file has.
func (r Ref) String() string { return r.text }

// IsReceiver reports whether r points at the receiver, or into it.
func (r Ref) IsReceiver() bool { return r.base == receiver }

// Result returns which result of the function r points at, or into.
func (r Ref) Result() (index int, ok bool) { return r.index, r.base == result }

// Param returns which parameter of a function with that signature r points at,
// or into: an index of sig.Params(), the receiver not counted. It is false when r
// points elsewhere or the signature has no such parameter, as another version
// of the library may not.
func (r Ref) Param(sig *types.Signature) (index int, ok bool) {
	if r.base != param {
		return 0, false
	}
	if r.name == "" {
		return r.index, r.index < sig.Params().Len()
	}
	for i := range sig.Params().Len() {
		if sig.Params().At(i).Name() == r.name {
			return i, true
		}
	}
	return 0, false
}

// Steps returns the way into the argument: names of fields, "#N" for a
// parameter and "result.N" for a result of the function that it is. It is the
// caller's.
func (r Ref) Steps() []string { return append([]string(nil), r.steps...) }

// FuncName returns the name under which the rows of a function stand: its full
// name without type parameters. A method of an instantiated type has the name of
// its origin.
func FuncName(fn *types.Func) string {
	name := fn.Origin().FullName()
	if open := strings.IndexByte(name, '['); open >= 0 {
		if end := strings.LastIndexByte(name, ']'); end > open {
			return name[:open] + name[end+1:]
		}
	}
	return name
}
