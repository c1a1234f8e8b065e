package cookieflags

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// requestCookies are the functions that return a cookie of the request. A browser
// sends names and values only (RFC 6265, section 5.4), so such a cookie written
// back has lost every attribute that it was set with.
var requestCookies = map[string]bool{
	"(*net/http.Request).Cookie":                    true,
	"(github.com/labstack/echo/v4.Context).Cookie":  true,
	"(*github.com/labstack/echo/v5.Context).Cookie": true,
}

// madeBy returns the call that v is a result of, and which.
func madeBy(v ssa.Value) (call *ssa.Call, result int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		call, _ := v.Tuple.(*ssa.Call)
		return call, v.Index
	}
	return nil, 0
}

// sentByBrowser is what the named field of a request's cookie holds.
func sentByBrowser(name string) values.Set {
	switch name {
	case "Value", "Expires", "Name":
		return values.Set{{Value: values.Opaque{Reason: "what the browser sent"}}}
	case "MaxAge", "SameSite":
		return values.Set{{Value: values.Const{Val: constant.MakeInt64(0), Type: types.Typ[types.Int]}, Implicit: true}}
	case "Path", "Domain":
		return values.Set{{Value: values.Const{Val: constant.MakeString(""), Type: types.Typ[types.String]}, Implicit: true}}
	}
	return boolSet(false)
}

// boolSet is the set of a bool that nobody wrote.
func boolSet(b bool) values.Set {
	return values.Set{{Value: values.Const{Val: constant.MakeBool(b), Type: types.Typ[types.Bool]}, Implicit: true}}
}

// textSet is the set of a text that nobody wrote as such.
func textSet(s string) values.Set {
	return values.Set{{Value: values.Const{Val: constant.MakeString(s), Type: types.Typ[types.String]}, Implicit: true}}
}

// unknownSet is the set of what cannot be told.
func unknownSet(reason string) values.Set {
	return values.Set{{Value: values.Opaque{Reason: reason}}}
}
