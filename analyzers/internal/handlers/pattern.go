package handlers

import (
	"go/constant"
	"go/token"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// maxTexts is the number of alternatives that a text is followed to.
const maxTexts = 32

// texts returns what a string can be. What is not known is Unknown.
func (w *walker) texts(r ref) []string {
	out := w.textsAt(r, 0)
	if len(out) == 0 {
		return []string{Unknown}
	}
	// A base path from the configuration is empty, or a slash, as a rule.
	all := slices.Clone(out)
	return slices.DeleteFunc(all, func(s string) bool {
		rest, unknown := strings.CutPrefix(s, Unknown)
		return unknown && rest != "" && (slices.Contains(out, rest) || slices.Contains(out, "/"+rest))
	})
}

func (w *walker) textsAt(r ref, depth int) []string {
	if depth > maxNesting {
		return []string{Unknown}
	}
	r = w.chase(r, false)
	switch v := r.v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return []string{constant.StringVal(v.Value)}
		}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return product(w.textsAt(ref{v.X, r.act}, depth+1), w.textsAt(ref{v.Y, r.act}, depth+1))
		}
	case *ssa.Convert:
		return w.textsAt(ref{v.X, r.act}, depth+1)
	case *ssa.Call:
		if list, ok := w.textOfCall(v, r.act, depth); ok {
			return list
		}
		if next, ok := w.returned(v, 0, r.act); ok {
			return w.textsAt(next, depth+1)
		}
	}
	if r.act == nil {
		return []string{Unknown}
	}
	return fromSet(w.p.r.ValueIn(r.v, r.act.frame), 0)
}

// textOfCall knows the library functions that put paths together.
func (w *walker) textOfCall(call *ssa.Call, act *activation, depth int) ([]string, bool) {
	args := values.Args(&call.Call)
	var parts [][]string
	spread := func(list []ref) {
		for _, a := range list {
			parts = append(parts, w.textsAt(a, depth+1))
		}
	}
	switch values.CalleeName(&call.Call) {
	case "fmt.Sprintf":
		format := w.textsAt(ref{args[0], act}, depth+1)
		list, _ := w.elements(ref{args[1], act}, 0)
		spread(list)
		if len(format) != 1 {
			return []string{Unknown}, true
		}
		return expand(format[0], parts), true
	case "path.Join", "net/url.JoinPath":
		list, _ := w.elements(ref{args[len(args)-1], act}, 0)
		if len(args) > 1 {
			list = append([]ref{{args[0], act}}, list...)
		}
		spread(list)
		out := []string{""}
		for _, p := range parts {
			out = product(product(out, []string{"/"}), p)
		}
		for i := range out {
			out[i] = strings.TrimPrefix(path.Join(out[i]), "/")
			if len(parts) > 0 && len(parts[0]) > 0 && strings.HasPrefix(parts[0][0], "/") {
				out[i] = "/" + out[i]
			}
		}
		return out, true
	case "strings.TrimSuffix", "strings.TrimRight", "strings.TrimPrefix", "strings.TrimLeft", "strings.Trim":
		cut := w.textsAt(ref{args[1], act}, depth+1)
		list := slices.Clone(w.textsAt(ref{args[0], act}, depth+1))
		if len(cut) != 1 {
			return list, true
		}
		for i, s := range list {
			if s == Unknown {
				continue
			}
			list[i] = map[string]func(string, string) string{
				"TrimSuffix": strings.TrimSuffix, "TrimRight": strings.TrimRight, "TrimPrefix": strings.TrimPrefix, "TrimLeft": strings.TrimLeft, "Trim": strings.Trim,
			}[values.Callee(&call.Call).Name()](s, cut[0])
		}
		return list, true
	case "strings.ToUpper", "strings.ToLower":
		list := slices.Clone(w.textsAt(ref{args[0], act}, depth+1))
		for i, s := range list {
			if values.Callee(&call.Call).Name() == "ToUpper" {
				list[i] = strings.ToUpper(s)
			} else {
				list[i] = strings.ToLower(s)
			}
		}
		return list, true
	}
	return nil, false
}

// expand fills the verbs of a format.
func expand(format string, args [][]string) []string {
	out := []string{""}
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 || i+1 >= len(format) {
			return product(out, []string{format})
		}
		out = product(out, []string{format[:i]})
		verb := format[i+1]
		format = format[i+2:]
		switch {
		case verb == '%':
			out = product(out, []string{"%"})
		case (verb == 's' || verb == 'v') && len(args) > 0:
			out, args = product(out, args[0]), args[1:]
		default:
			out = product(out, []string{Unknown})
			if len(args) > 0 {
				args = args[1:]
			}
		}
	}
	return out
}

func product(a, b []string) []string {
	if len(a)*len(b) > maxTexts {
		return []string{Unknown}
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, strings.ReplaceAll(x+y, Unknown+Unknown, Unknown))
		}
	}
	return out
}

// fromSet writes the texts of a set of values.
func fromSet(set values.Set, depth int) []string {
	var out []string
	for _, it := range set {
		list := []string{Unknown}
		if it.Elsewhere {
			it.Value = nil // the fields of other objects say nothing of this one
		}
		switch v := it.Value.(type) {
		case values.Const:
			// A format's verbs would be read as text.
			if s, ok := values.StringOf(v); ok && (depth == 0 || !strings.Contains(s, "%")) {
				list = []string{s}
			}
		case values.Text:
			if depth > 8 {
				break
			}
			list = []string{""}
			for _, p := range v.Parts {
				list = product(list, fromSet(p, depth+1))
			}
		}
		for _, s := range list {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	if len(out) == 0 || len(out) > maxTexts {
		return []string{Unknown}
	}
	return out
}

// list returns the strings in a slice, such as the methods of a route.
func (w *walker) list(r ref) []string {
	elems, known := w.elements(r, 0)
	if !known && len(elems) == 0 {
		return []string{Unknown}
	}
	var out []string
	for _, e := range elems {
		out = append(out, w.texts(e)...)
	}
	return out
}

// splitPattern takes the method from a pattern of net/http.
func splitPattern(pattern string) (methods []string, rest string) {
	method, rest, ok := strings.Cut(pattern, " ")
	if !ok || strings.Contains(method, "/") {
		return nil, pattern
	}
	return []string{method}, strings.TrimLeft(rest, " \t")
}
