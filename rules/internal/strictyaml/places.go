package strictyaml

import "fmt"

// Places tells where the values of a decoded document stand. Paths are dotted,
// with list indexes in brackets: "exclude[0].rules[1]"; "" is the document. The
// place of a mapping's entry is that of its key. A nil *Places knows none.
type Places struct {
	file   string
	places map[string]place
}

type place struct{ line, column int }

// Line returns the 1-based line of the value at path, or 0 when the document
// does not hold it.
func (p *Places) Line(path string) int {
	if p == nil {
		return 0
	}
	return p.places[path].line
}

// Has reports whether the document holds a value at path.
func (p *Places) Has(path string) bool { return p.Line(path) > 0 }

// Errorf returns an error at the place of the value at path.
func (p *Places) Errorf(path, format string, args ...any) error {
	e := &Error{Message: fmt.Sprintf(format, args...)}
	if p != nil {
		e.File, e.Line, e.Column = p.file, p.places[path].line, p.places[path].column
	}
	return e
}
