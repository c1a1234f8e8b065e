package strictyaml

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/launchlint/launchlint/rules/internal/spelling"
)

// check compares a node with the type that it will be decoded into. path is the
// dotted name of the node for messages, "" for the document itself.
func (d *decoder) check(n ast.Node, t reflect.Type, path string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	d.place(path, start(n))
	if n.Type() == ast.NullType {
		d.mistake(start(n), "%s has no value; give it one or remove the key", subject(path))
		return
	}
	if reflect.PointerTo(t).Implements(textType) {
		d.checkText(n, t, path)
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		d.checkStruct(n, t, path)
	case reflect.Map:
		for _, entry := range d.entries(n, path) {
			name := join(path, key(entry))
			d.place(name, entry.Key.GetToken())
			d.check(entry.Value, t.Elem(), name)
		}
	case reflect.Slice:
		list, ok := n.(*ast.SequenceNode)
		if !ok {
			d.wrong(n, path, "a list")
			return
		}
		for i, value := range list.Values {
			d.check(value, t.Elem(), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.String:
		if _, ok := text(n); !ok {
			d.wrong(n, path, "text")
		}
	case reflect.Bool:
		if n.Type() != ast.BoolType {
			d.wrong(n, path, "true or false")
		}
	case reflect.Int, reflect.Int64:
		if n.Type() != ast.IntegerType {
			d.wrong(n, path, "a whole number")
		}
	case reflect.Float64:
		if n.Type() != ast.IntegerType && n.Type() != ast.FloatType {
			d.wrong(n, path, "a number")
		}
	default:
		panic(fmt.Sprintf("strictyaml: %s has the type %s, which is not read", subject(path), t))
	}
}

// place notes where the value at path stands, unless its key told already.
func (d *decoder) place(path string, tk *token.Token) {
	if _, ok := d.places[path]; !ok {
		at := d.at(tk, "")
		d.places[path] = place{at.Line, at.Column}
	}
}

func (d *decoder) checkStruct(n ast.Node, t reflect.Type, path string) {
	fields := make(map[string]reflect.Type)
	var known []string
	for f := range t.Fields() {
		if name := fieldName(f); name != "" {
			fields[name] = f.Type
			known = append(known, name)
		}
	}
	for _, entry := range d.entries(n, path) {
		name := key(entry)
		field, ok := fields[name]
		if !ok {
			d.unknown(entry, name, known)
			continue
		}
		d.place(join(path, name), entry.Key.GetToken())
		d.check(entry.Value, field, join(path, name))
	}
}

func (d *decoder) unknown(entry *ast.MappingValueNode, name string, known []string) {
	if near := spelling.Nearest(name, known); near != "" {
		d.mistake(entry.Key.GetToken(), "unknown key %q; the nearest valid key is %q", name, near)
		return
	}
	d.mistake(entry.Key.GetToken(), "unknown key %q; the valid keys are %s", name, strings.Join(known, ", "))
}

// checkText asks a type that reads its own text whether it can.
func (d *decoder) checkText(n ast.Node, t reflect.Type, path string) {
	s, ok := text(n)
	if !ok {
		d.wrong(n, path, "text")
		return
	}
	if err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		d.mistake(start(n), "%s: %s", subject(path), err)
	}
}

// entries returns the pairs of a mapping, and records a mistake for another node.
func (d *decoder) entries(n ast.Node, path string) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	d.wrong(n, path, "a mapping of keys to values")
	return nil
}

func (d *decoder) wrong(n ast.Node, path, want string) {
	d.mistake(start(n), "%s wants %s, not %s", subject(path), want, describe(n))
}

// describe names a node in the writer's words.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return fmt.Sprintf("the number %s (text goes in quotes)", n.GetToken().Value)
	case *ast.BoolNode:
		return fmt.Sprintf("%s (text goes in quotes)", n.GetToken().Value)
	}
	return "text"
}

// text returns the value of a scalar that is text.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// start returns the token that a node starts with. The library's own is the first
// colon for a block mapping.
func start(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return start(n.Values[0])
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}

// key returns the text of a pair's key, as the library will compare it.
func key(entry *ast.MappingValueNode) string { return entry.Key.GetToken().Value }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// subject names a path in a message.
func subject(path string) string {
	if path == "" {
		return "the document"
	}
	return path
}
