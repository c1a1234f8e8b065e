package funcsum

import (
	"go/types"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// answering returns the module whose framework answers for the errors that handlers
// of a package's types return, and whether it sends the text of any error unless
// told otherwise; "" for none.
func answering(path string) (module string, plain bool) {
	list := models.Of(path)
	if m := models.Get(path); m != nil {
		list = append(list, m)
	}
	for _, m := range list {
		for _, r := range m.Rows {
			if r.Role == models.Implicit && (r.Package == path || m.Path == path) {
				module, plain = m.Path, plain || len(r.When) == 0
			}
		}
	}
	return module, plain
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
		k.consult(models.OfPackage(f.Pkg().Path()))
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
	n := values.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	for _, r := range models.Lookup(typeName(t)) {
		if r.Role == models.Safe {
			return ""
		}
	}
	for _, r := range models.OfPackage(n.Obj().Pkg().Path()) {
		if r.Role == models.Origin {
			return r.Kind
		}
	}
	return ""
}

// typeName returns the full name of the named type that t is or points to.
func typeName(t types.Type) string {
	n := values.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}
