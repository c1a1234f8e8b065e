package cookieflags

import (
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// An attribute is one of the three that every session cookie needs.
type attribute int

const (
	secure attribute = iota
	httpOnly
	sameSite
)

var attributes = [...]attribute{secure, httpOnly, sameSite}

// String is the attribute's name in a Set-Cookie header.
func (a attribute) String() string { return [...]string{"Secure", "HttpOnly", "SameSite"}[a] }

// A cookie is what one write sends. Each set is what the attribute can be there;
// an empty set means that the way of writing has no such attribute.
type cookie struct {
	*dialect
	name, value, path, domain, maxAge, expires values.Set
	flags                                      [3]values.Set
	// literal is what the cookie was made from, when it is one composite literal
	// of this package.
	literal *ast.CompositeLit
	// born lists the blocks that make the cookie, when there are several.
	born []*ssa.BasicBlock
	// base is true for a template whose name and value a library fills in.
	base bool
}

// A dialect is how an API spells the attributes.
type dialect struct {
	// hint tells, for each attribute, how to turn it on.
	hint [3]string
	// fields are the names of the attributes in the API's struct; "" for none.
	fields [3]string
	// mode reads a SameSite value.
	mode func(values.Item) (m mode, known bool)
	// noneIsSecure says that the library turns Secure on for SameSite=None.
	noneIsSecure bool
	// rootPath says that the library writes Path=/ when the path is empty.
	rootPath bool
}

// A mode is what SameSite says to a browser.
type mode int

const (
	absent mode = iota
	lax
	strict
	none
)

// httpMode reads http.SameSite, whose values fasthttp and hertz share: 0 and 1
// write nothing, or the bare word that browsers ignore.
func httpMode(it values.Item) (mode, bool) {
	n, ok := values.IntOf(it.Value)
	if !ok || n < 0 || n > 4 {
		return 0, false
	}
	return [...]mode{absent, absent, lax, strict, none}[n], true
}

// textMode reads the attribute's text.
func textMode(it values.Item) (mode, bool) {
	s, ok := values.StringOf(it.Value)
	switch strings.ToLower(s) {
	case "lax":
		return lax, ok
	case "strict":
		return strict, ok
	case "none":
		return none, ok
	}
	return absent, ok
}

// fiberMode reads fiber's text: everything that it does not know is Lax.
func fiberMode(it values.Item) (mode, bool) {
	s, ok := values.StringOf(it.Value)
	switch strings.ToLower(s) {
	case "disabled":
		return absent, ok
	case "strict":
		return strict, ok
	case "none":
		return none, ok
	}
	return lax, ok
}

var httpDialect = &dialect{
	hint:   [3]string{"set Secure: true", "set HttpOnly: true", "set SameSite: http.SameSiteLaxMode"},
	fields: [3]string{"Secure", "HttpOnly", "SameSite"},
	mode:   httpMode,
}

// names returns the names that are known from the source.
func (c *cookie) names() []string {
	var names []string
	for _, it := range c.name.Strings() {
		if s, _ := values.StringOf(it.Value); s != "" {
			names = append(names, s)
		}
	}
	return names
}

// flag reads one attribute at use.
func (c *cookie) flag(a attribute, use ssa.Instruction) flag {
	isOn := onBool
	if a == sameSite {
		isOn = func(it values.Item) (bool, bool) {
			m, known := c.mode(it)
			return m != absent, known
		}
	}
	f := readFlag(c.flags[a], use, slices.Clone(c.born), a.String(), isOn)
	if a == secure && f.bad() && c.noneIsSecure && c.crossSite() {
		f.state = on
	}
	return f
}

// crossSite reports whether the cookie is SameSite=None on every path.
func (c *cookie) crossSite() bool {
	for _, it := range c.flags[sameSite] {
		if m, known := c.mode(it); !known || m != none {
			return false
		}
	}
	return len(c.flags[sameSite]) > 0
}

// structCookie reads a cookie struct, or what a pointer to one points to, at use.
func (p *pass) structCookie(d *dialect, v ssa.Value, use ssa.Instruction, frame *values.Frame) *cookie {
	s := p.r.StructOf(v, use, frame)
	field := func(name string) values.Set {
		if name == "" {
			return nil
		}
		return p.completed(p.r.Field(s, name).Set, name, frame)
	}
	c := &cookie{
		dialect: d,
		name:    field("Name"), value: field("Value"), path: field("Path"), domain: field("Domain"),
		maxAge: field("MaxAge"), expires: field("Expires"),
		literal: p.literals.of(p.argument(v, frame)),
	}
	if allocs := made(v, 6); len(allocs) > 1 {
		for _, alloc := range allocs {
			c.born = append(c.born, alloc.Block())
		}
	}
	for _, a := range attributes {
		c.flags[a] = field(d.fields[a])
	}
	return c
}

// argument follows a parameter to the argument that it is bound to.
func (p *pass) argument(v ssa.Value, frame *values.Frame) ssa.Value {
	for f := frame; f != nil; f = f.Up() {
		param, ok := v.(*ssa.Parameter)
		if !ok || f.Call() == nil || param.Parent() != f.Fn() {
			break
		}
		for i, q := range f.Fn().Params {
			if q == param && i < len(f.Call().Common().Args) {
				v = f.Call().Common().Args[i]
			}
		}
	}
	return v
}
