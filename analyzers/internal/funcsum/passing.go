package funcsum

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// texts are the packages whose functions give back what they are given, in
// another form.
var texts = map[string]bool{
	"fmt": true, "strings": true, "bytes": true, "strconv": true, "html": true, "html/template": true, "errors": true,
	"bufio": true, "io": true, "slices": true, "maps": true, "cmp": true, "unicode/utf8": true, "net/url": true,
	"encoding/json": true, "encoding/xml": true, "encoding/base64": true, "encoding/hex": true, "regexp": true,
	"path": true, "reflect": true, "sync": true, "sync/atomic": true,
	"github.com/pkg/errors": true, "golang.org/x/xerrors": true, "go.uber.org/multierr": true,
	"github.com/hashicorp/go-multierror": true, "github.com/cockroachdb/errors": true, "github.com/samber/oops": true,
}

// library is a call of a function of a library that nothing is known of but its
// signature and package.
func (p *pkg) library(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func) {
	c := instr.Common()
	res := c.Signature().Results()
	if recv := values.Receiver(c); recv != nil && errorText(f.Name()) && isErrorText(f) {
		p.result(instr, 0, p.text(b, recv, blk))
		if kind, name := originOfType(recv.Type()); kind != "" {
			p.result(instr, 0, set{{Source: Source{Kind: Internal, Name: kind, Callee: name, At: p.callPlace(b.fn, instr, Source{}, nil)}, Form: Text}})
		}
		return
	}
	if f.Pkg() == nil {
		return
	}
	path := f.Pkg().Path()
	whole := texts[path]
	if f.Name() == "As" && strings.HasSuffix(path, "errors") && len(c.Args) == 2 {
		p.addAll(c.Args[1], p.at(b, c.Args[0], blk).fields())
		return
	}
	if kind := p.remote(f); kind != "" {
		p.internal(b, instr, kind, f)
	}
	if format, args, ok := p.formatted(instr, f); ok {
		verbs := parseFormat(format)
		for n, arg := range args {
			p.give(b, instr, res, printed(p.at(b, arg, blk), verbOf(verbs, n)), blk)
		}
		return
	}
	for i, arg := range fullArgs(c) {
		if !whole && !errorLike(arg.Type()) && !p.answered(arg) {
			continue
		}
		vals := []ssa.Value{arg}
		if c.Signature().Variadic() && i == len(fullArgs(c))-1 {
			vals = elements(arg)
		}
		for _, v := range vals {
			p.give(b, instr, res, p.at(b, v, blk), blk)
			if recv := values.Receiver(c); whole && recv != nil && i > 0 { // a buffer keeps what is written to it
				if _, isPtr := recv.Type().Underlying().(*types.Pointer); isPtr {
					p.addAll(recv, readable(p.at(b, v, blk)))
				}
			}
		}
	}
}

// answered reports whether a value holds errors of handlers, as a framework keeps them.
func (p *pkg) answered(v ssa.Value) bool {
	return slices.ContainsFunc(p.of(v), func(a Atom) bool { return a.Source.Kind == Answered })
}

// readable leaves out what has no text.
func readable(atoms set) set {
	var out set
	for _, a := range atoms {
		if a.Source.tells() {
			out = append(out, a)
		}
	}
	return out
}

// give adds what arguments carry to the results that can carry it.
func (p *pkg) give(b *body, instr ssa.CallInstruction, res *types.Tuple, atoms set, blk *ssa.BasicBlock) {
	if len(atoms) == 0 {
		return
	}
	for i := range res.Len() {
		t := res.At(i).Type()
		var out set
		for _, a := range atoms {
			if a.Source.Kind == Response {
				continue
			}
			if isText(t) {
				if hidden(a.In) || a.Source.Kind == Func {
					continue
				}
				if a.In != "" && a.Form == Value && a.Source.Kind != Param {
					continue
				}
				a.In, a.Form = "", max(a.Form, Text)
			} else if isError(t) && i > 0 && a.Form == Text {
				continue // a second result tells of the call itself
			}
			out = append(out, a)
		}
		p.result(instr, i, p.under(b, out, blk))
	}
}

// formatted returns the constant format and the arguments of a call that formats.
func (p *pkg) formatted(instr ssa.CallInstruction, f *types.Func) (format string, args []ssa.Value, ok bool) {
	sig := f.Signature()
	n := sig.Params().Len()
	if !sig.Variadic() || n < 2 || !strings.HasSuffix(f.Name(), "f") {
		return "", nil, false
	}
	given := values.Args(instr.Common())
	if n != len(given) {
		return "", nil, false
	}
	if format, _ = values.ConstText(given[n-2]); format == "" {
		return "", nil, false
	}
	args = elements(given[n-1])
	// What is wrapped is not printed by a verb.
	for _, arg := range given[:n-2] {
		if errorLike(arg.Type()) {
			args = append(args, arg)
			format += "%w"
		}
	}
	return format, args, true
}

// A verb is one conversion of a format.
type verb struct {
	letter byte
	plus   bool
}

// parseFormat returns the conversions of a format in order. Explicit indexes and
// widths that are arguments are rare, and count as they stand.
func parseFormat(format string) []verb {
	var out []verb
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		v := verb{}
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.[]*", format[i]) >= 0; i++ {
			if format[i] == '+' {
				v.plus = true
			}
			if format[i] == '*' {
				out = append(out, verb{letter: '*'})
			}
		}
		if i < len(format) && format[i] != '%' {
			v.letter = format[i]
			out = append(out, v)
		}
	}
	return out
}

func verbOf(verbs []verb, i int) verb {
	if i < len(verbs) {
		return verbs[i]
	}
	return verb{letter: 'v'}
}

// printed returns what a verb prints of a value.
func printed(atoms set, v verb) set {
	switch v.letter {
	case 'v', 's', 'q', 'w', 'x', 'X':
	default:
		return nil
	}
	var out set
	for _, a := range atoms {
		if v.letter == 'w' && a.Form == Value {
			out = append(out, a)
			continue
		}
		if a.In == replied {
			a.In = ""
		}
		if a.In != "" && !v.plus && v.letter != 'v' {
			continue
		}
		if v.plus && v.letter == 'v' && a.Form == Value {
			a.Form = Verbose
		}
		a.Form = max(a.Form, Text)
		out = append(out, a)
	}
	return out
}

// builtin is a call of append, copy, recover and the like.
func (p *pkg) builtin(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, name string) {
	c := instr.Common()
	switch name {
	case "append":
		for _, arg := range c.Args {
			p.result(instr, 0, p.at(b, arg, blk))
		}
	case "copy":
		p.addAll(c.Args[0], p.at(b, c.Args[1], blk))
	case "min", "max":
		for _, arg := range c.Args {
			p.result(instr, 0, p.of(arg))
		}
	case "recover":
		p.result(instr, 0, set{{Source: Source{Kind: Recovered, At: p.callPlace(b.fn, instr, Source{}, nil)}}})
	}
}
