package config

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// SchemaURL is where editors find the JSON schema.
const SchemaURL = "https://raw.githubusercontent.com/launchlint/launchlint/main/docs/launchlint.schema.json"

// patterns are what list entries match, by the name that the tag each=NAME gives.
var patterns = map[string]*regexp.Regexp{
	"text": regexp.MustCompile(`\S`),
	// tag is what go/build accepts in -tags (go/build/constraint, isValidTag; its ASCII part).
	"tag": regexp.MustCompile(`^[A-Za-z0-9_.]+$`),
	// function is the form of (*types.Func).FullName.
	"function": regexp.MustCompile(`^(\(\*?[^()\s]+\.\w+\)|[^()\s]+)\.\w+$`),
	// path is what checkPattern checks further.
	"path": regexp.MustCompile(`^[^/\\\s][^\\]*$`),
}

// texts are the types that read their own text.
var texts = map[reflect.Type]schema{
	reflect.TypeFor[rules.Severity](): {Enum: []string{"note", "warning", "error"}},
	reflect.TypeFor[FailOn]():         {Enum: []string{"note", "warning", "error", "never"}},
	reflect.TypeFor[Size]():           {Type: "string", Pattern: SizePattern},
}

// schema is the part of JSON Schema draft 7 that we write. Draft 7 is what the
// YAML language server of the common editors reads best.
type schema struct {
	Schema               string             `json:"$schema,omitempty"`
	ID                   string             `json:"$id,omitempty"`
	Title                string             `json:"title,omitempty"`
	Description          string             `json:"description,omitempty"`
	Type                 string             `json:"type,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	Default              any                `json:"default,omitempty"`
	Minimum              *int               `json:"minimum,omitempty"`
	Maximum              *int               `json:"maximum,omitempty"`
	MinItems             int                `json:"minItems,omitempty"`
	MinProperties        int                `json:"minProperties,omitempty"`
	Items                *schema            `json:"items,omitempty"`
	Properties           map[string]*schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"`
}

// Schema returns the JSON schema of launchlint.yaml. source is the text of this
// package's config.go, whose field comments become the descriptions. It errs
// when a field has no comment.
func Schema(source []byte) ([]byte, error) {
	comments, err := fieldComments(source)
	if err != nil {
		return nil, err
	}
	g := &generator{comments: comments}
	s := g.object(reflect.TypeFor[Config](), reflect.ValueOf(*Default()))
	s.Schema, s.ID, s.Title = "http://json-schema.org/draft-07/schema#", SchemaURL, FileName
	if g.err != nil {
		return nil, g.err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, fmt.Errorf("encode schema: %w", err)
	}
	return out.Bytes(), nil
}

type generator struct {
	comments map[string]string // by Type.Field
	err      error
}

// object returns the schema of a struct; defaults is a value of it, or invalid.
func (g *generator) object(t reflect.Type, defaults reflect.Value) *schema {
	s := &schema{Type: "object", Properties: make(map[string]*schema), AdditionalProperties: false}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if !f.IsExported() {
			continue
		}
		var value reflect.Value
		if defaults.IsValid() {
			value = defaults.FieldByIndex(f.Index)
		}
		field := g.value(f.Type, value)
		field.Description = g.description(t.Name(), f.Name, name)
		if field.apply(f.Tag.Get("schema")) {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = field
	}
	if t == reflect.TypeFor[Rule]() {
		s.MinProperties = 2 // a reason, and what it is for
	}
	return s
}

// description returns a field's comment, with the key in place of the Go name
// that the comment starts with.
func (g *generator) description(typeName, fieldName, key string) string {
	comment := g.comments[typeName+"."+fieldName]
	rest, ok := strings.CutPrefix(comment, fieldName+" ")
	switch {
	case ok:
		return key + " " + rest
	case comment == "" && g.err == nil:
		g.err = fmt.Errorf("generate schema: field %s.%s has no comment", typeName, fieldName)
	}
	return comment
}

func (g *generator) value(t reflect.Type, value reflect.Value) *schema {
	if t.Kind() == reflect.Pointer {
		return g.value(t.Elem(), reflect.Value{})
	}
	if s, ok := texts[t]; ok {
		if value.IsValid() {
			s.Default = defaultText(value)
		}
		return &s
	}
	s := &schema{}
	switch t.Kind() {
	case reflect.Struct:
		return g.object(t, value)
	case reflect.Map:
		s.Type, s.AdditionalProperties = "object", g.value(t.Elem(), reflect.Value{})
		return s
	case reflect.Slice:
		s.Type, s.Items = "array", g.value(t.Elem(), reflect.Value{})
		return s
	case reflect.String:
		s.Type = "string"
		return s
	case reflect.Bool:
		s.Type = "boolean"
	case reflect.Int:
		s.Type = "integer"
	default:
		panic(fmt.Sprintf("config: no schema for %s", t))
	}
	if value.IsValid() {
		s.Default = value.Interface()
	}
	return s
}

// defaultText returns the text of a default, or nil for a zero that means "not set".
func defaultText(value reflect.Value) any {
	text, err := value.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil || value.Type() == reflect.TypeFor[rules.Severity]() {
		return nil
	}
	return string(text)
}

// apply takes over a schema tag and reports whether the field is required.
func (s *schema) apply(tag string) (required bool) {
	for option := range strings.SplitSeq(tag, ",") {
		name, value, _ := strings.Cut(option, "=")
		n, _ := strconv.Atoi(value)
		switch {
		case name == "required":
			required = true
			s.Default = nil
		case name == "min":
			s.Minimum = &n
		case name == "max":
			s.Maximum = &n
		case name == "each":
			s.Items.Pattern = patterns[value].String()
		case name == "filled" && s.Type == "array":
			s.MinItems = 1
		case name == "filled":
			s.Pattern = patterns["text"].String()
		}
	}
	return required
}

// fieldComments returns the comments of the struct fields in a Go file, on one
// line each, by Type.Field.
func fieldComments(source []byte) (map[string]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "config.go", source, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("read field comments: %w", err)
	}
	comments := make(map[string]string)
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range s.Fields.List {
				for _, name := range field.Names {
					comments[spec.Name.Name+"."+name.Name] = strings.Join(strings.Fields(field.Doc.Text()), " ")
				}
			}
		}
		return false
	})
	return comments, nil
}
