package corsorigin

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

// packageWith makes the types of a package with a struct of the given fields.
func packageWith(path, options string, fields ...string) *types.Package {
	pkg := types.NewPackage(path, "cors")
	var vars []*types.Var
	for _, f := range fields {
		vars = append(vars, types.NewField(token.NoPos, pkg, f, types.Typ[types.Bool], false))
	}
	name := types.NewTypeName(token.NoPos, pkg, options, nil)
	types.NewNamed(name, types.NewStruct(vars, nil), nil)
	pkg.Scope().Insert(name)
	return pkg
}

// Versions of libraries are told apart by the shape of their types.
func TestStarByVersion(t *testing.T) {
	star := make(map[string]func(*types.Package) starEffect)
	for _, m := range models {
		star[m.pkg] = m.star
	}
	chi := packageWith("github.com/go-chi/cors", "Options")
	chi.Scope().Insert(types.NewFunc(token.NoPos, chi, "AllowAll", types.NewSignatureType(nil, nil, nil, nil, nil, false)))
	fiber := func(version string) *types.Package {
		core := types.NewPackage("github.com/gofiber/fiber/v2", "fiber")
		core.Scope().Insert(types.NewConst(token.NoPos, core, "Version", types.Typ[types.String], constant.MakeString(version)))
		pkg := packageWith("github.com/gofiber/fiber/v2/middleware/cors", "Config")
		pkg.SetImports([]*types.Package{core})
		return pkg
	}
	for _, test := range []struct {
		name string
		pkg  *types.Package
		want starEffect
	}{
		{"rs/cors 1.4", packageWith("github.com/rs/cors", "Options", "AllowOriginFunc"), reflects},
		{"rs/cors 1.11", packageWith("github.com/rs/cors", "Options", "AllowOriginFunc", "AllowOriginRequestFunc"), literal},
		{"go-chi/cors 1.0", packageWith("github.com/go-chi/cors", "Options"), reflects},
		{"go-chi/cors 1.2", chi, literal},
		{"echo 4.10.0", packageWith("github.com/labstack/echo/v4/middleware", "CORSConfig", "AllowCredentials"), reflects},
		{"echo 4.16", packageWith("github.com/labstack/echo/v4/middleware", "CORSConfig", unsafeStar), literal},
		{"fiber 2.52.0", fiber("2.52.0"), literal},
		{"fiber 2.52.1", fiber("2.52.1"), panics},
		{"fiber 2.52.15", fiber("2.52.15"), panics},
		{"fiber 2.9.9", fiber("2.9.9"), literal},
	} {
		if got := star[test.pkg.Path()](test.pkg); got != test.want {
			t.Errorf("%s: effect %d, want %d", test.name, got, test.want)
		}
	}
}

// Every candidate could be an attacker's page; none is the domain owner's own.
func TestCandidates(t *testing.T) {
	for _, test := range []struct {
		text string
		want string
		not  string
	}{
		{"example.com", "https://evilexample.com", "https://evil.example.com"},
		{"https://example.com", "https://example.com.evil.test", "https://example.com"},
		{"http://localhost", "http://localhost.evil.test", "http://evillocalhost"},
		{"app.example.co.uk", "https://app.example.co.uk.evil.test", "https://evilapp.example.co.uk"},
		{"example.co.uk", "https://evilexample.co.uk", ""},
		{".vercel.app", "https://evil.vercel.app", ""},
		{"example.com:8443", "https://evilexample.com:8443", ""},
		{":3000", "https://evil.test:3000", ""},
		{"127.0.0.1", "https://127.0.0.1.evil.test", "https://evil127.0.0.1"},
		{`^https://example\.com`, "https://example.com.evil.test", ""},
		{"not a host name", "", ""},
	} {
		got := candidates([]string{test.text})
		if test.want != "" && !slices.Contains(got, test.want) {
			t.Errorf("%q: %q is not among %q", test.text, test.want, got)
		}
		if test.not != "" && slices.Contains(got, test.not) {
			t.Errorf("%q: %q is among %q", test.text, test.not, got)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, test := range []struct {
		pattern string
		like    string
	}{
		{`^https://app.example.com$`, "https://appxexample.com"},
		{`^https://[a-z]+.example.com$`, "https://axexample.com"},
		{`^https?://(www|app).example.com(:\d+)?$`, "http://wwwxexample.com"},
	} {
		if _, likes := samples(test.pattern); !slices.Contains(likes, test.like) {
			t.Errorf("%s: %q is not among %q", test.pattern, test.like, likes)
		}
	}
	if texts, likes := samples(`(`); texts != nil || likes != nil {
		t.Errorf("a pattern that does not compile gives %q, %q", texts, likes)
	}
	samples(`((((((((((a{8}){8}){8}){8}){8}){8}){8}){8}){8}){8})`) // must end
}
