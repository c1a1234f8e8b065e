package corsorigin

import (
	"go/types"
	"net"
	"net/url"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// known evaluates calls of the standard library that take the origin apart or
// test it.
func (m *machine) known(act *activation, c *ssa.Call, f *types.Func, args []ssa.Value, i int) (av, bool) {
	switch f.Pkg().Path() {
	case "strings":
		return m.stringsCall(act, c, f.Name(), args, i)
	case "net/url":
		switch f.FullName() {
		case "net/url.Parse", "net/url.ParseRequestURI":
			raw := m.eval(act, args[0])
			if i == 1 && raw.kind == text {
				if _, err := url.Parse(raw.s); err != nil {
					return av{kind: notNil}, true
				}
				return av{kind: isNil}, true
			}
			if i == 0 && raw.kind == text {
				return av{kind: notNil}, true
			}
			return av{}, true
		case "(*net/url.URL).Hostname", "(*net/url.URL).Port", "(*net/url.URL).String":
			return m.urlPart(act, values.Receiver(&c.Call), f.Name()), true
		}
	case "net":
		if f.Name() == "SplitHostPort" {
			if raw := m.eval(act, args[0]); raw.kind == text {
				host, port, err := net.SplitHostPort(raw.s)
				switch i {
				case 0:
					return str(host, raw.hostile), true
				case 1:
					return str(port, raw.hostile), true
				}
				if err != nil {
					return av{kind: notNil}, true
				}
				return av{kind: isNil}, true
			}
		}
	case "regexp":
		return m.regexpCall(act, c, f, args, i)
	case "path", "path/filepath":
		if f.Name() == "Match" {
			return m.globCall(act, c, args, i)
		}
	case "slices":
		return m.slicesCall(act, f.Name(), args)
	case "net/http", "net/textproto":
		// Reading a header: Origin, Referer.
		if in := m.resolve(act, c); in.kind == text {
			return in, true
		}
	}
	return av{}, false
}

// cut evaluates s[i:j] of a known text.
func (m *machine) cut(act *activation, v *ssa.Slice) av {
	x := m.eval(act, v.X)
	if x.kind != text || x.list != nil {
		return av{hostile: x.hostile}
	}
	low, high := 0, len(x.s)
	if v.Low != nil {
		n := m.eval(act, v.Low)
		if n.kind != number {
			return av{hostile: x.hostile}
		}
		low = n.n
	}
	if v.High != nil {
		n := m.eval(act, v.High)
		if n.kind != number {
			return av{hostile: x.hostile}
		}
		high = n.n
	}
	if low < 0 || high > len(x.s) || low > high {
		return av{} // the program would panic
	}
	return str(x.s[low:high], x.hostile)
}

// urlPart reads a field of the URL that the origin was parsed into.
func (m *machine) urlPart(act *activation, u ssa.Value, name string) av {
	raw := m.parsed(act, u)
	if raw.kind != text {
		return av{}
	}
	parsed, err := url.Parse(raw.s)
	if err != nil {
		return av{}
	}
	switch name {
	case "Host":
		return str(parsed.Host, raw.hostile)
	case "Scheme":
		return str(parsed.Scheme, raw.hostile)
	case "Path":
		return str(parsed.Path, raw.hostile)
	case "Hostname":
		return str(parsed.Hostname(), raw.hostile)
	case "Port":
		return str(parsed.Port(), raw.hostile)
	case "String":
		return str(parsed.String(), raw.hostile)
	}
	return av{}
}

// parsed returns the text that a *url.URL was parsed from.
func (m *machine) parsed(act *activation, u ssa.Value) av {
	ex, ok := u.(*ssa.Extract)
	if !ok || ex.Index != 0 {
		return av{}
	}
	c, ok := ex.Tuple.(*ssa.Call)
	if !ok {
		return av{}
	}
	switch values.CalleeName(&c.Call) {
	case "net/url.Parse", "net/url.ParseRequestURI":
		return m.eval(act, c.Call.Args[0])
	}
	return av{}
}
