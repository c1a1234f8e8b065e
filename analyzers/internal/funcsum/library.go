package funcsum

import (
	"go/types"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules/models"
)

// A library is what rules/models knows, in the form in which it is asked for.
type library struct {
	packages map[string][]*models.Row // rows of whole packages
	below    map[string][]*models.Row // those for all packages below too
	// answering has the module of every package whose handlers' errors are answered.
	answering map[string]string
	// plain has the modules that send the text of any error unless told otherwise.
	plain map[string]bool
}

var knowledge = sync.OnceValue(func() *library {
	l := &library{packages: make(map[string][]*models.Row), below: make(map[string][]*models.Row), answering: make(map[string]string), plain: make(map[string]bool)}
	for _, m := range models.All() {
		for _, r := range m.Rows {
			if r.Role == models.Implicit {
				l.answering[r.Package], l.answering[m.Path] = m.Path, m.Path
				l.plain[m.Path] = l.plain[m.Path] || len(r.When) == 0
			}
			if r.Target != models.Package {
				continue
			}
			if base, ok := strings.CutSuffix(r.Package, "/..."); ok {
				l.below[base] = append(l.below[base], r)
			}
			l.packages[strings.TrimSuffix(r.Package, "/...")] = append(l.packages[strings.TrimSuffix(r.Package, "/...")], r)
		}
	}
	return l
})

// ofPackage returns the rows about all of a package.
func (l *library) ofPackage(path string) []*models.Row {
	rows := l.packages[path]
	for dir := path; ; {
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			return rows
		}
		dir = dir[:i]
		if more := l.below[dir]; len(more) > 0 {
			rows = append(rows[:len(rows):len(rows)], more...)
		}
	}
}

// known is what the models say of one function.
type known struct {
	name   string
	rows   []*models.Row
	origin string // kind, "" for none
	safe   bool
	opaque bool // writes for those who run the program
}

// known looks a function up, once for each.
func (p *pkg) known(f *types.Func) *known {
	f = f.Origin()
	if k, ok := p.knownOf[f]; ok {
		return k
	}
	k := &known{name: models.FuncName(f)}
	p.knownOf[f] = k
	k.rows = models.Lookup(k.name)
	for _, r := range k.rows {
		switch r.Role {
		case models.Origin:
			k.origin = r.Kind
		case models.Safe:
			k.safe = true
		case models.Log:
			k.opaque = true
		}
	}
	if recv := f.Signature().Recv(); recv != nil {
		k.consult(models.Lookup(typeName(recv.Type())))
	}
	if f.Pkg() != nil {
		k.consult(knowledge().ofPackage(f.Pkg().Path()))
	}
	return k
}

// consult takes what rows of the function's type or package say, where those of
// the function itself say nothing.
func (k *known) consult(rows []*models.Row) {
	for _, r := range rows {
		switch r.Role {
		case models.Origin:
			if k.origin == "" && !k.safe {
				k.origin = r.Kind
			}
		case models.Safe:
			if k.origin == "" {
				k.safe = true
			}
		case models.Log:
			k.opaque = true
		}
	}
}

// originOfType returns the kind of origin that the errors of a type have, and the
// type's name; "" for none.
func originOfType(t types.Type) (kind, name string) {
	name = typeName(t)
	if name == "" {
		return "", ""
	}
	for _, r := range models.Lookup(name) {
		if r.Role == models.Origin {
			return r.Kind, name
		}
	}
	return "", name
}

// originOfPackageType returns the kind of origin of the package that declares a type.
func originOfPackageType(t types.Type) string {
	n := namedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	for _, r := range models.Lookup(typeName(t)) {
		if r.Role == models.Safe {
			return ""
		}
	}
	for _, r := range knowledge().ofPackage(n.Obj().Pkg().Path()) {
		if r.Role == models.Origin {
			return r.Kind
		}
	}
	return ""
}

func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// typeName returns the full name of the named type that t is or points to.
func typeName(t types.Type) string {
	n := namedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}
