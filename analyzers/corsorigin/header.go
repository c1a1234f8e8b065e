package corsorigin

import (
	"net/textproto"
	"regexp"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const (
	allowOrigin      = "Access-Control-Allow-Origin"
	allowCredentials = "Access-Control-Allow-Credentials"
)

// A headerWrite is one write of a response header.
type headerWrite struct {
	instr ssa.Instruction
	value ssa.Value
	at    values.Span // the expression that gives the value
}

// setter matches the functions that write a header given its name and value, of
// whatever framework: Header.Set and Add of net/http, Context.Header of gin,
// Ctx.Set and Append of fiber, ResponseHeader.SetBytesV of fasthttp, SetHeader of
// huma. The header's name, a constant, says that it is one.
var setter = regexp.MustCompile(`^(Set|Add|Append|Write|Put|Insert)|^(With)?Headers?$|Header$`)

// headerWrite returns the write that instr is, and the header's canonical name;
// "" when it writes no header.
func (a *analysis) headerWrite(instr ssa.Instruction) (headerWrite, string) {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		name := a.headerName(instr.Key)
		if name == "" {
			return headerWrite{}, ""
		}
		at := a.r.StoreSpan(instr)
		return headerWrite{instr, instr.Value, at}, name
	case ssa.CallInstruction:
		return a.headerCall(instr)
	}
	return headerWrite{}, ""
}

func (a *analysis) headerCall(call ssa.CallInstruction) (headerWrite, string) {
	f := values.Callee(call.Common())
	if f == nil || !setter.MatchString(f.Name()) || ofClient(call.Common()) {
		return headerWrite{}, ""
	}
	args := values.Args(call.Common())
	for i := 0; i+1 < len(args); i++ {
		name := a.headerName(args[i])
		if name == "" {
			continue
		}
		return headerWrite{call, args[i+1], a.r.ArgSpan(call, i+1)}, name
	}
	return headerWrite{}, ""
}

// headerName returns the CORS header that v names directly: by a constant, not by
// a parameter that other headers pass through.
func (a *analysis) headerName(v ssa.Value) string {
	if !isText(v.Type()) && !isBytes(v.Type()) {
		return ""
	}
	if _, isParam := v.(*ssa.Parameter); isParam {
		return ""
	}
	if _, isPhi := v.(*ssa.Phi); isPhi {
		return ""
	}
	s := ""
	switch v := v.(type) {
	case *ssa.Const:
		s = constantOf(values.Const{Val: v.Value, Type: v.Type()}).s
	case *ssa.UnOp, *ssa.Convert:
		if it, ok := a.r.Value(v).Only(); ok {
			s, _ = values.StringOf(it.Value)
		}
	}
	switch name := textproto.CanonicalMIMEHeaderKey(s); name {
	case allowOrigin, allowCredentials:
		return name
	}
	return ""
}

// ofClient reports whether a call writes a header of a request: a client's
// mistake, but not a server's policy.
func ofClient(c *ssa.CallCommon) bool {
	recv := values.Receiver(c)
	if load, ok := recv.(*ssa.UnOp); ok {
		recv = load.X
	}
	fa, ok := recv.(*ssa.FieldAddr)
	return ok && isNamed(fa.X.Type(), "net/http", "Request")
}

// checkHeader judges one write of Access-Control-Allow-Origin.
func (a *analysis) checkHeader(w headerWrite) {
	value := unwrapped(w.value)
	var reflects, star, null bool
	try := func(m *machine) bool {
		got := false
		m.reachable(w.instr, 0, func(act *activation) {
			switch v := m.headerValue(act, value); {
			case v.kind != text:
			case v.hostile:
				reflects, got, m.found = true, true, true
			case v.s == "*":
				star, got = true, true
			case v.s == "null":
				null, got = true, true
			}
		})
		return got
	}
	adm := a.admission(w.instr.Parent(), try)
	if adm.who == nobody {
		return
	}
	o := opening{admission: adm, reflects: reflects, at: w.at, subject: header}
	switch {
	case reflects:
	case star && adm.who == everyone:
	case null:
		o.who = nullOrigin
	default:
		return
	}
	o.credentials, o.credentialsAt = a.credentialsWith(w)
	o.fix = a.dropCredentials(w, o)
	a.report(o)
}

// headerValue evaluates what is written: a text, or the first entry of a list.
func (m *machine) headerValue(act *activation, v ssa.Value) av {
	if got := m.eval(act, v); got.kind == text {
		return got
	}
	for _, it := range m.memo.valueIn(v, act.frame) {
		l, ok := it.Value.(values.List)
		if !ok {
			continue
		}
		for _, e := range l.Elems {
			for _, member := range e {
				if got := m.item(member); got.kind == text {
					return got
				}
			}
		}
	}
	return av{}
}

// unwrapped is v without the conversions to interfaces and bytes around it.
func unwrapped(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Convert:
			v = x.X
		default:
			return v
		}
	}
}

func isBytes(t interface{ String() string }) bool { return t.String() == "[]byte" }
