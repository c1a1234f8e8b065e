package strictyaml

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"
)

// An Error is one mistake at one place of a file.
type Error struct {
	// File is the name that the caller gave.
	File string
	// Line and Column are 1-based; Column counts characters. 0 means unknown.
	Line, Column int
	// Message is lower case and without a final period.
	Message string
}

// Error returns file:line:column: message.
func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Message
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// repeated matches the library's words for a key that stands twice in one mapping.
var repeated = regexp.MustCompile(`^mapping key "(.*)" already defined at \[(\d+):\d+\]$`)

// fromLibrary turns an error of the YAML library into one with our positions.
func (d *decoder) fromLibrary(err error) error {
	var y yaml.Error
	if !errors.As(err, &y) {
		return fmt.Errorf("%s: %w", d.file, err)
	}
	message := y.GetMessage()
	if m := repeated.FindStringSubmatch(message); m != nil {
		message = fmt.Sprintf("key %q stands here a second time; the first is on line %s", m[1], d.lineOf(m[2]))
	}
	return d.at(y.GetToken(), "%s", message)
}

// at returns an error at a token's place, shifted to the lines of the whole file.
func (d *decoder) at(tk *token.Token, format string, args ...any) *Error {
	e := &Error{File: d.file, Message: strings.TrimSpace(fmt.Sprintf(format, args...))}
	if tk != nil && tk.Position != nil {
		e.Line, e.Column = tk.Position.Line+d.firstLine-1, tk.Position.Column
	}
	return e
}
