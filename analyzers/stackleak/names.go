package stackleak

import (
	"regexp"
	"strings"
)

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// shortName turns the full name of a function or field into the one that a reader
// of the code knows: "(*database/sql.DB).Exec" into "sql.DB.Exec". A literal is
// named for the function around it.
func shortName(full string) string {
	name, _, _ := strings.Cut(full, "$")
	name = strings.NewReplacer("(", "", ")", "", "*", "").Replace(name)
	if open := strings.IndexByte(name, '['); open >= 0 {
		if end := strings.LastIndexByte(name, ']'); end > open {
			name = name[:open] + name[end+1:]
		}
	}
	dir, base := "", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		dir, base = name[:i], name[i+1:]
	}
	pkg, rest, ok := strings.Cut(base, ".")
	if !ok {
		return base
	}
	// "github.com/go-chi/chi/v5.Router", "gopkg.in/yaml.v3.Node"
	if majorVersion.MatchString(pkg) && dir != "" {
		pkg = dir[strings.LastIndexByte(dir, '/')+1:]
	} else if v, more, ok := strings.Cut(rest, "."); ok && majorVersion.MatchString(v) {
		rest = more
	}
	pkg = strings.TrimSuffix(strings.TrimPrefix(pkg, "go-"), "-go")
	return pkg + "." + rest
}

// nameIn is shortName as code of a package writes it: without the package when it
// is the same.
func nameIn(pkg, full string) string {
	name := shortName(full)
	if strings.HasPrefix(strings.TrimLeft(full, "(*"), pkg+".") {
		_, name, _ = strings.Cut(name, ".")
	}
	return name
}
