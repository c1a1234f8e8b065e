package cookieflags

import (
	"go/types"
	"regexp"

	"golang.org/x/mod/semver"
)

// inModule finds the version in a file's path below the module cache, or in the
// shortened form that builds with -trimpath record: example.com/mod@v1.2.3/file.go.
var inModule = regexp.MustCompile(`@(v[0-9]+\.[0-9]+\.[0-9]+[^/\\]*)[/\\]`)

// moduleVersion returns the version of the module that declares obj, as its
// source's path tells it; "" for vendored code and workspaces, which do not say.
func (p *pass) moduleVersion(obj types.Object) string {
	return versionInPath(p.Fset.Position(obj.Pos()).Filename)
}

func versionInPath(file string) string {
	m := inModule.FindStringSubmatch(file)
	if m == nil {
		return ""
	}
	return m[1]
}

// olderVersion reports whether v comes before than.
func olderVersion(v, than string) bool { return semver.Compare(v, than) < 0 }
