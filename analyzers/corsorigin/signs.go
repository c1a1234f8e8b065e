package corsorigin

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"

	goanalysis "golang.org/x/tools/go/analysis"
)

// signs is what a package shows of the users it has.
type signs struct {
	// anonymous: the package is a whole program (package main that imports nothing
	// of its own module) in which nothing speaks of users, sessions, tokens or
	// keys. Only then is an open policy taken for a public service's: in a library
	// package, the absence of logins says nothing, they are in the next one.
	anonymous bool
	// cookies: the package speaks of cookies, or imports a library of sessions that
	// are kept in one. Browsers send them with WebSocket handshakes of their own accord.
	cookies bool
}

var (
	accountWords = regexp.MustCompile(`(?i)auth|session|cookie|jwt|token|login|signin|passw|credential|bearer|csrf|api[-_ ]?key|user|account|tenant|admin|secret`)
	cookieWords  = regexp.MustCompile(`(?i)cookie|^"[^"]*/(sessions?|scs)(/v\d+)?"$`)
)

// readSigns reads the identifiers, imports and string literals of a package.
func readSigns(pass *goanalysis.Pass) signs {
	s := signs{anonymous: pass.Pkg.Name() == "main"}
	see := func(word string) {
		if isCORSWord(word) {
			return
		}
		s.anonymous = s.anonymous && !accountWords.MatchString(word)
		s.cookies = s.cookies || cookieWords.MatchString(word)
	}
	own := ownModule(pass)
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if n != f.Name {
					see(n.Name)
				}
			case *ast.BasicLit:
				see(n.Value)
			case *ast.ImportSpec:
				path, _ := strconv.Unquote(n.Path.Value)
				if own == "" || path == own || strings.HasPrefix(path, own+"/") {
					s.anonymous = false
				}
			}
			return true
		})
	}
	return s
}

// ownModule is the path of the module under analysis; in drivers that do not
// tell, the package's own path, whose subpackages are of the same module at least.
func ownModule(pass *goanalysis.Pass) string {
	if pass.Module != nil && pass.Module.Path != "" {
		return pass.Module.Path
	}
	return pass.Pkg.Path()
}

// isCORSWord reports whether a word belongs to the policy itself and so says
// nothing about users.
func isCORSWord(word string) bool {
	w := strings.ToLower(word)
	return strings.Contains(w, "allowcredentials") || strings.Contains(w, "allow-credentials") || strings.Contains(w, "useragent") || strings.Contains(w, "user-agent")
}
