// Package strictyaml decodes YAML that people write by hand, and tells them of
// every mistake where it stands: unknown keys with the nearest valid one, wrong
// types in the writer's words, keys given twice.
//
// It reads the part of YAML that such files need: mappings, lists and scalars.
// Anchors, aliases, tags, merge keys and further documents are errors: no file
// of ours needs them, and a file of few bytes can expand to gigabytes with them.
package strictyaml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxDepth bounds nesting before the recursive parser sees it. Nobody nests
// configuration this deep; a hostile file would exhaust the stack otherwise.
const maxDepth = 64

// maxBlanks bounds runs of blank lines; see checkBlanks.
const maxBlanks = 200

// maxErrors bounds how many mistakes are told at once.
const maxErrors = 20

// Decode decodes data, one YAML document, into v, a pointer to a struct whose
// fields have yaml tags. Fields that the document does not name keep their
// value. Empty data changes nothing. file is the name for errors and firstLine
// the file's line on which data starts, 1 for a whole file.
//
// The places tell where each value stands, for checks that come after decoding.
// Errors are *Error values, several joined by errors.Join in order of position.
func Decode(file string, firstLine int, data []byte, v any) (*Places, error) {
	d := &decoder{file: file, firstLine: firstLine, places: make(map[string]place)}
	places := &Places{file: file, places: d.places}
	if err := d.checkBlanks(data); err != nil {
		return nil, err
	}
	tokens := lexer.Tokenize(string(data))
	if err := d.checkTokens(tokens); err != nil {
		return nil, err
	}
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, d.fromLibrary(err)
	}
	var body ast.Node
	for _, doc := range f.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if body != nil {
			return nil, d.at(doc.Body.GetToken(), "a second document starts here; only one is read")
		}
		body = doc.Body
	}
	if body == nil {
		return places, nil
	}
	d.check(body, reflect.TypeOf(v).Elem(), "")
	if len(d.mistakes) > 0 {
		return nil, errors.Join(d.mistakes...)
	}
	if err := yaml.NodeToValue(body, v, yaml.Strict()); err != nil {
		return nil, d.fromLibrary(err)
	}
	return places, nil
}

type decoder struct {
	file      string
	firstLine int
	mistakes  []error
	places    map[string]place
}

func (d *decoder) mistake(tk *token.Token, format string, args ...any) {
	if len(d.mistakes) < maxErrors {
		d.mistakes = append(d.mistakes, d.at(tk, format, args...))
	}
}

// lineOf shifts a decimal line number of the document to one of the file.
func (d *decoder) lineOf(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	return strconv.Itoa(n + d.firstLine - 1)
}

// checkBlanks refuses long runs of blank lines, on which the library's lexer takes
// time that grows with their square: 64 KB of them took 12 seconds.
func (d *decoder) checkBlanks(data []byte) error {
	run := 0
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) > 0 {
			run = 0
			continue
		}
		if run++; run > maxBlanks {
			return &Error{File: d.file, Line: i + d.firstLine, Column: 1, Message: fmt.Sprintf("more than %d blank lines in a row; remove them", maxBlanks)}
		}
	}
	return nil
}

// checkTokens refuses what is not read, and nesting that is too deep, before
// anything recursive looks at the tokens.
func (d *decoder) checkTokens(tokens token.Tokens) error {
	brackets, dashes, line := 0, 0, 0
	for _, tk := range tokens {
		if tk.Position.Line != line {
			line, dashes = tk.Position.Line, 0
		}
		switch tk.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return d.at(tk, "anchors, aliases and merge keys are not read; write the value out")
		case token.TagType:
			return d.at(tk, "tags are not read; remove %s", tk.Value)
		case token.MappingStartType, token.SequenceStartType:
			brackets++
		case token.MappingEndType, token.SequenceEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		}
		// A block can only be entered on a new line by more indentation.
		if brackets+dashes > maxDepth || tk.Position.IndentNum > 8*maxDepth {
			return d.at(tk, "nested too deep; at most %d levels are read", maxDepth)
		}
	}
	return nil
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

// fieldName returns the key of a struct field, or "" when it has none.
func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if name == "-" || !f.IsExported() {
		return ""
	}
	if name == "" {
		panic(fmt.Sprintf("strictyaml: field %s has no yaml tag", f.Name))
	}
	return name
}
