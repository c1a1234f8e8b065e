package cookieflags

import (
	"go/constant"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A prefix is a start of a cookie's name that browsers enforce (RFC 6265bis,
// section 4.1.3; __Http- and __Host-Http- came with Chrome 140).
type prefix struct {
	text           string
	root, httpOnly bool
	// promise is what a cookie of that name has, in words.
	promise string
}

// prefixes holds longer ones first.
var prefixes = []prefix{
	{"__Host-Http-", true, true, "Secure, HttpOnly, Path=/ and no Domain"},
	{"__Secure-", false, false, "Secure"},
	{"__Http-", false, true, "Secure and HttpOnly"},
	{"__Host-", true, false, "Secure, Path=/ and no Domain"},
}

// A lack is what keeps a cookie from being what its prefix promises.
type lack int

const (
	nothing lack = iota
	lacksSecure
	lacksHTTPOnly
	hasDomain
	lacksRoot
)

// A refusal is why browsers do not accept a cookie.
type refusal struct {
	name string
	prefix
	lack lack
}

// remedy tells how to get the cookie accepted.
func (r refusal) remedy(v view) string {
	switch r.lack {
	case lacksSecure:
		return v.hint[secure]
	case lacksHTTPOnly:
		return v.hint[httpOnly]
	case hasDomain:
		return "leave the domain empty"
	}
	return `set the path to "/"`
}

// refused returns why browsers refuse the cookie; its lack is nothing when they do not.
func (v view) refused() refusal {
	for _, name := range v.names() {
		for _, pre := range prefixes {
			if len(name) >= len(pre.text) && strings.EqualFold(name[:len(pre.text)], pre.text) {
				return refusal{name, pre, v.lack(pre)}
			}
		}
	}
	return refusal{}
}

func (v view) lack(pre prefix) lack {
	wrongPath := func(it values.Item) bool {
		return isText(it) && text(it) != "/" && (text(it) != "" || !v.rootPath)
	}
	switch {
	case v.flags[secure].state == off:
		return lacksSecure
	case pre.httpOnly && v.flags[httpOnly].state == off:
		return lacksHTTPOnly
	case pre.root && all(v.domain, func(it values.Item) bool { return text(it) != "" }):
		return hasDomain
	case pre.root && all(v.path, wrongPath):
		return lacksRoot
	}
	return nothing
}

func text(it values.Item) string {
	s, _ := values.StringOf(it.Value)
	return s
}

func isText(it values.Item) bool {
	c, ok := it.Value.(values.Const)
	return ok && c.Val != nil && c.Val.Kind() == constant.String
}
