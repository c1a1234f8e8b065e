package cookieflags

import (
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// gap stands in a rendered text for a piece that is not known.
const gap = "\x00"

var textDialect = &dialect{
	hint: [3]string{`add "; Secure"`, `add "; HttpOnly"`, `add "; SameSite=Lax"`},
	mode: textMode,
}

// render puts together the text that v can be, with a gap for each piece that is
// not constant. depth bounds the nesting.
func (p *pass) render(v ssa.Value, frame *values.Frame, depth int) string {
	if depth == 0 {
		return gap
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return p.render(v.X, frame, depth-1) + p.render(v.Y, frame, depth-1)
		}
	case *ssa.Call:
		args := values.Args(&v.Call)
		switch values.CalleeName(&v.Call) {
		case "fmt.Sprintf":
			format := p.render(args[0], frame, depth-1)
			if strings.Contains(format, gap) {
				return gap
			}
			var operands []values.Set
			list, _ := p.r.ArgIn(v, 1, frame)
			if it, ok := list.Only(); ok {
				if l, ok := it.Value.(values.List); ok {
					operands = l.Elems
				}
			}
			return expand(format, operands)
		case "strings.Join":
			sep := p.render(args[1], frame, depth-1)
			set, _ := p.r.ArgIn(v, 0, frame)
			it, ok := set.Only()
			list, isList := it.Value.(values.List)
			if !ok || !isList || list.Open {
				return gap
			}
			var parts []string
			for _, e := range list.Elems {
				parts = append(parts, constText(e))
			}
			return strings.Join(parts, sep)
		}
	}
	return constText(p.r.ValueIn(v, frame))
}

// constText is the text of a set of one constant, with gaps for the other pieces
// of a concatenation; otherwise a gap.
func constText(set values.Set) string {
	it, ok := set.Only()
	if !ok {
		return gap
	}
	if s, isText := values.StringOf(it.Value); isText {
		return s
	}
	if n, isInt := values.IntOf(it.Value); isInt {
		return strconv.FormatInt(n, 10)
	}
	t, isText := it.Value.(values.Text)
	if !isText {
		return gap
	}
	var out strings.Builder
	for _, part := range t.Parts {
		out.WriteString(constText(part))
	}
	if strings.Contains(out.String(), "%") { // a format with its operands
		return gap
	}
	return out.String()
}

var verb = regexp.MustCompile(`%[-+# 0]*[0-9]*(\.[0-9]+)?[a-zA-Z%]`)

// expand puts operands into the verbs of a format, for which constant texts are
// all that matters.
func expand(format string, operands []values.Set) string {
	i := 0
	return verb.ReplaceAllStringFunc(format, func(v string) string {
		if strings.HasSuffix(v, "%") {
			return "%"
		}
		i++
		if i > len(operands) {
			return gap
		}
		return constText(operands[i-1])
	})
}

// parseSetCookie reads the value of a Set-Cookie header as a browser does (RFC
// 6265, section 5.2): attributes are split at semicolons and their case does not
// count. A gap where an attribute could stand leaves open what is not seen. It
// returns nil for a text of which nothing is known.
func parseSetCookie(text string) *cookie {
	first, rest, _ := strings.Cut(text, ";")
	name, value, ok := strings.Cut(first, "=")
	if !ok {
		return nil
	}
	c := &cookie{dialect: textDialect, name: maybe(strings.TrimSpace(name)), value: maybe(strings.TrimSpace(value))}
	// A gap at the very end may be further attributes, unless it is a value.
	open := rest == "" && strings.HasSuffix(first, gap) && !strings.HasSuffix(first, "="+gap)
	missing := func(set values.Set) values.Set {
		if open {
			return unknownSet("a piece of text that may hold attributes")
		}
		return set
	}
	attrs := make(map[string]string)
	parts := strings.Split(rest, ";")
	for i, part := range parts {
		key, val, hasValue := strings.Cut(strings.TrimSpace(part), "=")
		key = strings.ToLower(strings.TrimSpace(key))
		last := i == len(parts)-1
		if strings.Contains(key, gap) || last && hasValue && strings.HasSuffix(val, gap) && val != gap {
			open = true
		}
		attrs[strings.Trim(key, gap)] = strings.TrimSpace(val)
	}
	for a, key := range []string{"secure", "httponly"} {
		if _, ok := attrs[key]; ok {
			c.flags[a] = boolSet(true)
		} else {
			c.flags[a] = missing(boolSet(false))
		}
	}
	if s, ok := attrs["samesite"]; ok {
		c.flags[sameSite] = maybe(s)
	} else {
		c.flags[sameSite] = missing(textSet(""))
	}
	c.path, c.domain = missing(textSet("")), missing(textSet(""))
	if s, ok := attrs["path"]; ok {
		c.path = maybe(s)
	}
	if s, ok := attrs["domain"]; ok {
		c.domain = maybe(s)
	}
	if deletes(attrs) {
		c.value = textSet("")
	}
	return c
}

// maybe is the set of a rendered text.
func maybe(s string) values.Set {
	if strings.Contains(s, gap) {
		return unknownSet("a text that is put together")
	}
	return textSet(s)
}

// deletes reports whether the attributes of a header end the cookie's life at once.
func deletes(attrs map[string]string) bool {
	if s, ok := attrs["max-age"]; ok {
		n, err := strconv.Atoi(s)
		return err == nil && n <= 0
	}
	return strings.Contains(attrs["expires"], " 1970 ") || strings.Contains(attrs["expires"], "-1970 ") || strings.Contains(attrs["expires"], "-70 ")
}
