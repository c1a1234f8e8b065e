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

// requestCookie returns the call that v, a cookie, was read from the request by,
// or nil.
func requestCookie(v ssa.Value) *ssa.Call {
	ex, ok := v.(*ssa.Extract)
	if !ok || ex.Index != 0 {
		return nil
	}
	call, ok := ex.Tuple.(*ssa.Call)
	if !ok || !requestCookies[values.CalleeName(&call.Call)] {
		return nil
	}
	return call
}

// isRequestCookie reports whether v is a cookie of the request that no other
// function was given to change.
func (p *pass) isRequestCookie(v ssa.Value) bool {
	if requestCookie(v) == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		call, ok := use.(ssa.CallInstruction)
		if ok && call.Common().StaticCallee() != nil && len(call.Common().StaticCallee().Blocks) > 0 {
			return false
		}
	}
	return true
}

// isWritten reports whether the function stores to the named field of *v.
func isWritten(v ssa.Value, name string) bool {
	for _, use := range *v.Referrers() {
		fa, ok := use.(*ssa.FieldAddr)
		if !ok || fa.X != v || fieldName(fa.X, fa.Field) != name {
			continue
		}
		for _, u := range *fa.Referrers() {
			if s, ok := u.(*ssa.Store); ok && s.Addr == fa {
				return true
			}
		}
	}
	return false
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
