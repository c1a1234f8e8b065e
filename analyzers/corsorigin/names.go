package corsorigin

import (
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A namer finds what the program calls a value: the variable, field, parameter,
// function or setting that it comes from. Names are only used to be quieter: to
// tell a development switch or an allow-list from any other condition.
type namer struct {
	memo *memo
	have map[ssa.Value]string
}

// of returns the words of the names of v, lower case, separated by blanks.
func (n *namer) of(v ssa.Value) string {
	name, ok := n.have[v]
	if !ok {
		var parts []string
		n.collect(v, 4, &parts)
		name = words(strings.Join(parts, " "))
		n.have[v] = name
	}
	return name
}

func (n *namer) collect(v ssa.Value, depth int, out *[]string) {
	if depth == 0 {
		return
	}
	add := func(s string) { *out = append(*out, s) }
	switch v := v.(type) {
	case *ssa.Parameter:
		add(v.Name())
	case *ssa.FreeVar:
		add(v.Name())
	case *ssa.Global:
		add(v.Name())
	case *ssa.Alloc:
		add(v.Comment)
	case *ssa.FieldAddr:
		if f := values.FieldVar(v.X.Type(), v.Field); f != nil {
			add(f.Name())
		}
	case *ssa.Field:
		if f := values.FieldVar(v.X.Type(), v.Field); f != nil {
			add(f.Name())
		}
	case *ssa.Phi:
		add(v.Comment)
	case *ssa.UnOp:
		if v.Op == token.MUL || v.Op == token.NOT {
			n.collect(v.X, depth-1, out)
		}
	case *ssa.IndexAddr:
		n.collect(v.X, depth-1, out)
	case *ssa.Slice:
		n.collect(v.X, depth-1, out)
	case *ssa.Extract:
		n.collect(v.Tuple, depth-1, out)
	case *ssa.ChangeType:
		n.collect(v.X, depth-1, out)
	case *ssa.Call:
		if f := values.Callee(&v.Call); f != nil {
			add(f.Name())
		}
		for _, it := range n.memo.valueIn(v, nil) {
			if c, ok := it.Value.(values.Config); ok {
				add(c.Key)
			}
		}
		for _, a := range v.Call.Args {
			if k, ok := a.(*ssa.Const); ok && isText(k.Type()) && k.Value != nil {
				add(strings.Trim(k.Value.ExactString(), `"`))
			}
		}
	}
}

// words splits identifiers into lower-case words: "isDevMode" is "is dev mode".
func words(s string) string {
	var b strings.Builder
	lower := false
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
			b.WriteByte(' ')
			lower = false
			continue
		case unicode.IsUpper(r) && lower:
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var (
	development = regexp.MustCompile(`\b(dev|devel|develop|development|devmode|debug|debugging|local|localhost|test|testing|sandbox|insecure|unsafe|demo)\b`)
	production  = regexp.MustCompile(`\b(prod|production|release|live)\b`)
	openSwitch  = regexp.MustCompile(`\b(allow(ed)?|any|all|every|wildcard|star|public)( \w+)? ?(all|any|every|origins?|wildcard|star)\b|\bwildcard\b`)
	allowList   = regexp.MustCompile(`\b(origins?|allow|allowed|allowlist|whitelist|cors|trusted|domains?|hosts?|permitted)\b`)
	denies      = regexp.MustCompile(`\b(block|blocked|deny|denied|forbid|forbidden|reject|rejected|disallow|disallowed|invalid|bad|untrusted|refuse)\b`)
)

func isDevelopment(name string) bool { return development.MatchString(name) }
func isProduction(name string) bool  { return production.MatchString(name) }
func isOpenSwitch(name string) bool  { return openSwitch.MatchString(name) }
func isAllowList(name string) bool   { return allowList.MatchString(name) }
func isDenial(name string) bool      { return denies.MatchString(name) }

// isRequest reports whether t is a request, or a framework's context.
func isRequest(t types.Type) bool {
	for _, n := range []struct{ pkg, name string }{
		{"net/http", "Request"},
		{"github.com/gin-gonic/gin", "Context"},
		{"github.com/labstack/echo/v4", "Context"},
		{"github.com/labstack/echo/v5", "Context"},
		{"github.com/gofiber/fiber/v2", "Ctx"},
		{"github.com/gofiber/fiber/v3", "Ctx"},
		{"github.com/valyala/fasthttp", "RequestCtx"},
		{"github.com/danielgtaylor/huma/v2", "Context"},
	} {
		if isNamed(t, n.pkg, n.name) {
			return true
		}
	}
	return false
}
