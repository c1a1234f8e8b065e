package funcsum

import (
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// remotes are the names that libraries give to types which reach out of the
// process, by the kind of what is there. They stand for libraries that
// rules/models does not have: the name is the last word of the type's.
var remotes = []struct {
	kind string
	name *regexp.Regexp
}{
	{"database", regexp.MustCompile(`(DB|Database|Engine|Datastore|Tx|Transaction)$`)},
	{"file", regexp.MustCompile(`(FS|FileSystem|Filesystem)$`)},
	{"network", regexp.MustCompile(`(Client|Conn|Connection|Pool|Transport|Dialer|Broker|Producer|Publisher|Consumer|Subscriber|Mailer|SMTP|Bucket|Channel)$`)},
}

// remote returns the kind of origin that a method of a library has by the name of
// its type; "" for functions, for types that have other names, and for what is
// part of the program or of Go.
func (p *pkg) remote(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil || f.Pkg() == nil {
		return ""
	}
	first, _, _ := strings.Cut(f.Pkg().Path(), "/")
	if !strings.Contains(first, ".") || p.sameModule(f.Pkg().Path()) {
		return ""
	}
	n := values.NamedOf(recv.Type())
	if n == nil {
		return ""
	}
	for _, r := range remotes {
		if r.name.MatchString(n.Obj().Name()) {
			return r.kind
		}
	}
	return ""
}

// sameModule reports whether a package is of the module under analysis.
func (p *pkg) sameModule(path string) bool {
	if m := p.pass.Module; m != nil && m.Path != "" {
		return path == m.Path || strings.HasPrefix(path, m.Path+"/")
	}
	own, _, _ := strings.Cut(p.unit.Package, "/")
	first, _, _ := strings.Cut(path, "/")
	return own == first
}

// reads returns the kind of origin of what a reader or writer stands for whose
// errors a function of io returns: a file, a connection, the body of an answer
// that another server gave; "" for others, such as the body of a request.
func reads(v ssa.Value) string {
	for range 8 {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.UnOp:
			if fa, ok := x.X.(*ssa.FieldAddr); ok {
				if typeName(fa.X.Type()) == "net/http.Response" {
					return "network"
				}
				if typeName(fa.X.Type()) == "net/http.Request" {
					return ""
				}
			}
			return originOfPackageType(v.Type())
		default:
			return originOfPackageType(v.Type())
		}
	}
	return ""
}
