package corsorigin

import (
	"go/constant"
	"go/types"
	"regexp"
	"strconv"
	"strings"
)

// A libraryModel is what a CORS library's options mean. The facts were read in
// the libraries' source, at the versions named; where versions differ, the shape
// of their types or a version constant tells them apart.
type libraryModel struct {
	pkg     string
	options string // the options struct; "" when the functions take none
	// makers are the functions that take the options, and at which argument.
	makers map[string]int
	// open are the functions that let every origin in, with a literal "*".
	open map[string]unset
	// list is the field that names the allowed origins: a []string, or one string
	// separated by commas. all is a bool field that stands for "*".
	list, all string
	// funcs are the fields that hold a function asked about each origin.
	funcs []string
	// funcsFirst: with such a function the list is not read.
	funcsFirst bool
	// credentials is the bool field that allows credentials.
	credentials string
	// empty is what an empty list, with no function, means.
	empty emptiness
	// star is what "*" does together with credentials.
	star func(*types.Package) starEffect
	// matches reports whether an entry with a wildcard matches an origin.
	matches func(entry, origin string) bool
	// guarded is a bool field without which entries have no wildcards.
	guarded string
}

// emptiness is what an empty list means.
type emptiness int

const (
	meansAll emptiness = iota
	meansRefused
)

// starEffect is what a library makes of "*" with credentials allowed.
type starEffect int

const (
	literal  starEffect = iota // sends both headers; browsers refuse them
	reflects                   // sends the caller's origin back: exploitable
	panics                     // refuses to start
)

var models = []*libraryModel{
	{
		// github.com/rs/cors v1.3 to v1.11. Up to v1.4 "*" with credentials reflected;
		// AllowOriginRequestFunc came with v1.5 or v1.6, after that was ended.
		pkg: "github.com/rs/cors", options: "Options",
		makers: map[string]int{"New": 0},
		open:   map[string]unset{"Default": omitted, "AllowAll": written},
		list:   "AllowedOrigins", funcs: []string{"AllowOriginVaryRequestFunc", "AllowOriginRequestFunc", "AllowOriginFunc"},
		funcsFirst: true, credentials: "AllowCredentials", empty: meansAll,
		star: reflectsWithout("Options", "AllowOriginRequestFunc"), matches: oneStar,
	},
	{
		// Its wrapper for gin re-exports the options under the same names.
		pkg: "github.com/rs/cors/wrapper/gin", options: "Options",
		makers: map[string]int{"New": 0},
		open:   map[string]unset{"Default": omitted, "AllowAll": written},
		list:   "AllowedOrigins", funcs: []string{"AllowOriginVaryRequestFunc", "AllowOriginRequestFunc", "AllowOriginFunc"},
		funcsFirst: true, credentials: "AllowCredentials", empty: meansAll, matches: oneStar,
	},
	{
		// github.com/go-chi/cors v1.0 to v1.2. v1.0 always answered with the caller's
		// origin; AllowAll came with v1.1, after that was ended.
		pkg: "github.com/go-chi/cors", options: "Options",
		makers: map[string]int{"New": 0, "Handler": 0},
		open:   map[string]unset{"AllowAll": written},
		list:   "AllowedOrigins", funcs: []string{"AllowOriginFunc"},
		funcsFirst: true, credentials: "AllowCredentials", empty: meansAll,
		star: reflectsWithoutFunc("AllowAll"), matches: oneStar,
	},
	{
		// github.com/gin-contrib/cors v1.3 to v1.7: "*" in the list turns AllowAllOrigins
		// on; the function is asked after the list; no origins at all is a panic.
		pkg: "github.com/gin-contrib/cors", options: "Config",
		makers: map[string]int{"New": 0},
		open:   map[string]unset{"Default": written},
		list:   "AllowOrigins", all: "AllowAllOrigins",
		funcs:       []string{"AllowOriginFunc", "AllowOriginWithContextFunc"},
		credentials: "AllowCredentials", empty: meansRefused,
		matches: ginEntry, guarded: "AllowWildcard",
	},
	{
		// github.com/labstack/echo/v4 v4.1 to v4.16. Up to v4.10.0 "*" with credentials
		// reflected; the Unsafe field came with the release that ended it.
		pkg: "github.com/labstack/echo/v4/middleware", options: "CORSConfig",
		makers: map[string]int{"CORSWithConfig": 0},
		open:   map[string]unset{"CORS": omitted},
		list:   "AllowOrigins", funcs: []string{"AllowOriginFunc"},
		funcsFirst: true, credentials: "AllowCredentials", empty: meansAll,
		star: reflectsWithout("CORSConfig", unsafeStar), matches: echoEntry,
	},
	{
		// github.com/labstack/echo/v5 v5.4: no patterns, no default, "*" with credentials
		// is an error. CORS(origins...) is read in gorilla.go's way, as a list.
		pkg: "github.com/labstack/echo/v5/middleware", options: "CORSConfig",
		makers: map[string]int{"CORSWithConfig": 0, "ToMiddleware": -1},
		list:   "AllowOrigins", funcs: []string{"UnsafeAllowOriginFunc"},
		funcsFirst: true, credentials: "AllowCredentials", empty: meansRefused, star: fixed(panics),
	},
	{
		// github.com/gofiber/fiber/v2 v2.40 to v2.52. From v2.52.1 "*" with credentials
		// panics (CVE-2024-25124); before, both headers were sent.
		pkg: "github.com/gofiber/fiber/v2/middleware/cors", options: "Config",
		makers: map[string]int{"New": 0},
		list:   "AllowOrigins", funcs: []string{"AllowOriginsFunc"},
		credentials: "AllowCredentials", empty: meansAll, star: fiberStar,
	},
	{
		// github.com/gofiber/fiber/v3 v3.1.
		pkg: "github.com/gofiber/fiber/v3/middleware/cors", options: "Config",
		makers: map[string]int{"New": 0},
		list:   "AllowOrigins", funcs: []string{"AllowOriginsFunc"},
		credentials: "AllowCredentials", empty: meansAll, star: fixed(panics),
	},
}

// unsafeStar is the echo v4 field that makes "*" reflect.
const unsafeStar = "UnsafeWildcardOriginWithAllowCredentials"

func fixed(e starEffect) func(*types.Package) starEffect {
	return func(*types.Package) starEffect { return e }
}

// reflectsWithout is for a library that reflected until its options got a field.
func reflectsWithout(options, field string) func(*types.Package) starEffect {
	return func(pkg *types.Package) starEffect {
		obj := pkg.Scope().Lookup(options)
		if obj == nil {
			return literal
		}
		st, ok := obj.Type().Underlying().(*types.Struct)
		if !ok {
			return literal
		}
		for i := range st.NumFields() {
			if st.Field(i).Name() == field {
				return literal
			}
		}
		return reflects
	}
}

func reflectsWithoutFunc(name string) func(*types.Package) starEffect {
	return func(pkg *types.Package) starEffect {
		if pkg.Scope().Lookup(name) != nil {
			return literal
		}
		return reflects
	}
}

// fiberStar reads fiber's version from its constant.
func fiberStar(pkg *types.Package) starEffect {
	for _, dep := range pkg.Imports() {
		if dep.Path() != "github.com/gofiber/fiber/v2" {
			continue
		}
		if c, ok := dep.Scope().Lookup("Version").(*types.Const); ok && before(constant.StringVal(c.Val()), 2, 52, 1) {
			return literal
		}
	}
	return panics
}

// before reports whether a version is older than major.minor.patch.
func before(version string, want ...int) bool {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	for i, w := range want {
		if i >= len(parts) {
			return true
		}
		digits, _, _ := strings.Cut(parts[i], "-")
		n, err := strconv.Atoi(digits)
		if err != nil || n != w {
			return err == nil && n < w
		}
	}
	return false
}

// oneStar is rs/cors and chi: one "*" stands for any text, and case does not count.
func oneStar(entry, origin string) bool {
	prefix, suffix, ok := strings.Cut(strings.ToLower(entry), "*")
	return ok && len(origin) >= len(prefix)+len(suffix) && strings.HasPrefix(origin, prefix) && strings.HasSuffix(origin, suffix)
}

var ginRegexp = regexp.MustCompile(`^/(.+)/[gimuy]?$`)

// ginEntry is gin-contrib/cors: an entry between slashes is a regular expression
// that need not match the whole origin (from v1.7.3); otherwise, with
// AllowWildcard, one "*" stands for any text.
func ginEntry(entry, origin string) bool {
	entry = strings.ToLower(strings.TrimSpace(entry))
	if m := ginRegexp.FindStringSubmatch(entry); m != nil {
		re, err := compiled(m[1])
		return err == nil && re.MatchString(origin)
	}
	return oneStar(entry, origin)
}

// echoEntry is echo v4: "*" and "?" are wildcards, anchored at both ends.
func echoEntry(entry, origin string) bool {
	pattern := strings.ReplaceAll(strings.ReplaceAll(regexp.QuoteMeta(entry), `\*`, ".*"), `\?`, ".")
	re, err := compiled("^" + pattern + "$")
	return err == nil && re.MatchString(origin)
}
