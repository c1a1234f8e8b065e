package sarif

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// officialSchema is the schema of the OASIS standard, errata 01; see schema/NOTICE.md.
//
//go:embed schema/sarif-schema-2.1.0.json
var officialSchema []byte

// A Fault is one thing for which a consumer would refuse a SARIF file.
type Fault struct {
	// Pointer is a JSON pointer (RFC 6901) into the file; empty for the whole of it.
	Pointer string
	// Message is one line, safe to print.
	Message string
}

// String returns "pointer: message", with / for the whole file.
func (f Fault) String() string {
	if f.Pointer == "" {
		return "/: " + f.Message
	}
	return escape.Text(f.Pointer) + ": " + f.Message
}

// A Checker checks SARIF files that are to be uploaded together. It needs no network.
type Checker struct {
	schema *jsonschema.Schema
	// where each tool and category was seen: GitHub takes one run of each.
	runs map[string]string
}

// NewChecker returns a checker that has seen no file. It errs only if the schema
// in this program is broken.
func NewChecker() (*Checker, error) {
	schema, err := compileSchema()
	if err != nil {
		return nil, err
	}
	return &Checker{schema: schema, runs: make(map[string]string)}, nil
}

func compileSchema() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(officialSchema))
	if err != nil {
		return nil, fmt.Errorf("read the SARIF schema: %w", err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURI, doc); err != nil {
		return nil, fmt.Errorf("read the SARIF schema: %w", err)
	}
	schema, err := c.Compile(schemaURI)
	if err != nil {
		return nil, fmt.Errorf("compile the SARIF schema: %w", err)
	}
	return schema, nil
}

// Check returns the faults of one file: what the official 2.1.0 schema forbids;
// for a file without such faults, what GitHub code scanning rejects, including a
// tool and category that an earlier file has already. The name is for messages.
func (c *Checker) Check(name string, data []byte) []Fault {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return []Fault{{"", "not JSON: " + escape.Text(err.Error())}}
	}
	if faults := c.checkSchema(doc); faults != nil {
		return faults
	}
	g := github{name: name, runs: c.runs}
	g.log(doc.(map[string]any)) // the schema says so
	if size := packedSize(data); size > maxPacked {
		g.fault("", "%d bytes when gzipped: GitHub rejects files of more than %d; keep fewer rules or results", size, maxPacked)
	}
	return g.faults
}

// checkSchema returns what the schema forbids, in order of place.
func (c *Checker) checkSchema(doc any) []Fault {
	err := c.schema.Validate(doc)
	var invalid *jsonschema.ValidationError
	if err == nil {
		return nil
	}
	if !errors.As(err, &invalid) {
		return []Fault{{"", escape.Text(err.Error())}}
	}
	faults := leaves(nil, *invalid.DetailedOutput())
	slices.SortStableFunc(faults, func(a, b Fault) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(faults)
}

// leaves appends the units that lead to no others: those say what is wrong.
func leaves(to []Fault, unit jsonschema.OutputUnit) []Fault {
	if len(unit.Errors) == 0 && unit.Error != nil {
		return append(to, Fault{unit.InstanceLocation, escape.Text(unit.Error.String())})
	}
	for _, u := range unit.Errors {
		to = leaves(to, u)
	}
	return to
}
