package values

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// enter returns the frame of a call of fn made in the body of up.
func enter(fn *ssa.Function, call ssa.CallInstruction, up *Frame) *Frame {
	f := &Frame{fn: fn, call: call, up: up, args: call.Common().Args}
	if up != nil {
		f.depth = up.depth + 1
	}
	return f
}

func tooDeep(f *Frame) bool { return f != nil && f.depth >= maxFrames }

// returns lists the return statements of fn in order of block.
func returns(fn *ssa.Function) []*ssa.Return {
	var out []*ssa.Return
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != fn.Recover {
			out = append(out, ret)
		}
	}
	return out
}

// call returns what the i-th result of a call can be.
func (q *query) call(call *ssa.Call, i int, frame *Frame, at Span) Set {
	c := &call.Call
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return q.builtin(b, call, frame, at)
	}
	if set, ok := q.model(call, i, frame, at); ok {
		return set
	}
	if !c.IsInvoke() {
		if fn := c.StaticCallee(); fn != nil {
			return q.result(Generic(fn), call, i, frame, at)
		}
		// A function value: follow it to the functions it can be.
		var set Set
		fns := q.eval(c.Value, frame, at)
		for _, f := range fns.Funcs() {
			set = set.union(q.result(f.Fn, call, i, frame, at))
		}
		if len(set) > 0 && len(fns.Funcs()) == len(fns) {
			return set
		}
		return set.union(q.opaqueCall(call, frame, at))
	}
	return q.opaqueCall(call, frame, at)
}

func (q *query) opaqueCall(call *ssa.Call, frame *Frame, at Span) Set {
	return one(Opaque{Reason: "the result of a call", Src: call, Callee: Callee(&call.Call), Frame: frame}, at)
}

// result returns what the i-th result of fn can be, with its parameters bound to
// the arguments of this call.
func (q *query) result(fn *ssa.Function, call *ssa.Call, i int, frame *Frame, at Span) Set {
	if len(fn.Blocks) == 0 || tooDeep(frame) || fn.Pkg != q.r.Pkg {
		return q.opaqueCall(call, frame, at)
	}
	inner := enter(fn, call, frame)
	rets := returns(fn)
	var set Set
	for _, ret := range rets {
		if i >= len(ret.Results) {
			continue
		}
		tight := q.r.syntax.result(ret, i)
		if !tight.Known() {
			tight = at
		}
		got := q.eval(ret.Results[i], inner, tight)
		if len(rets) > 1 {
			got = got.via(ret.Block())
		}
		set = set.union(got)
	}
	if len(set) > 1 {
		set = set.conditional()
	}
	return withDefault(set, func(c Config) bool { return q.guardedBy(fn, c) })
}

// guardedBy reports whether some branch of fn tests the setting that it reads.
func (q *query) guardedBy(fn *ssa.Function, c Config) bool {
	read, ok := c.Read.(ssa.Value)
	if !ok {
		return false
	}
	if read.Parent() != fn {
		return true // the setting comes from a helper; the branch is on its result
	}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		if br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && mentions(br.Cond, read, 4) {
			return true
		}
	}
	return false
}

// model knows the results of library functions that carry values through.
func (q *query) model(call *ssa.Call, i int, frame *Frame, at Span) (Set, bool) {
	if set, ok := q.requestInput(call, i, frame, at); ok {
		return set, true
	}
	if set, ok := q.environment(call, i, frame, at); ok {
		return set, true
	}
	f := Callee(&call.Call)
	if f == nil || f.Pkg() == nil {
		return nil, false
	}
	args := Args(&call.Call)
	switch f.Pkg().Path() {
	case "strings":
		return q.stringsModel(f.Name(), call, args, i, frame, at)
	case "fmt":
		switch f.Name() {
		case "Sprintf":
			return q.sprintf(args, frame, at), true
		case "Sprint", "Sprintln":
			return one(Text{Parts: []Set{q.eval(args[0], frame, at)}}, at), true
		}
	case "slices", "maps":
		switch f.Name() {
		case "Clone", "Clip", "Grow", "Sorted", "Compact", "Values", "Keys", "Collect":
			return q.eval(args[0], frame, at), true
		}
	case "cmp":
		if f.Name() == "Or" {
			return q.firstNonZero(args[0], frame, at), true
		}
	case "bytes":
		switch f.Name() {
		case "ToLower", "ToUpper", "TrimSpace":
			return q.eval(args[0], frame, at), true
		}
	case "net/textproto", "net/http":
		if f.Name() == "CanonicalHeaderKey" || f.Name() == "CanonicalMIMEHeaderKey" {
			return q.eval(args[0], frame, at), true
		}
	case "errors":
		return one(Opaque{Reason: "an error", Src: call, Callee: f, Frame: frame}, at), true
	}
	return nil, false
}

// stringsModel carries constants through exactly, and everything else as it is:
// a lower-cased Origin is still the Origin.
func (q *query) stringsModel(name string, call *ssa.Call, args []ssa.Value, i int, frame *Frame, at Span) (Set, bool) {
	var exact func(string) string
	switch name {
	case "ToLower":
		exact = strings.ToLower
	case "ToUpper":
		exact = strings.ToUpper
	case "TrimSpace":
		exact = strings.TrimSpace
	case "Clone":
		exact = strings.Clone
	case "TrimSuffix", "TrimPrefix", "Trim", "TrimRight", "TrimLeft", "ReplaceAll", "Replace", "CutPrefix", "CutSuffix":
		if i > 0 {
			return nil, false
		}
		exact = q.withConstant(name, args, frame)
	case "Split", "SplitN", "Fields", "FieldsFunc", "SplitSeq", "FieldsSeq":
		return q.split(name, args, frame, at), true
	case "Join":
		set := q.eval(args[0], frame, at)
		return one(Text{Parts: []Set{set}}, at), true
	default:
		return nil, false
	}
	var set Set
	for _, it := range q.eval(args[0], frame, at) {
		if s, ok := StringOf(it.Value); ok {
			it.Value = Const{constant.MakeString(exact(s)), call.Type()}
		}
		set = set.union(Set{it})
	}
	return set, true
}

// withConstant is the named trimming function with its constant arguments bound;
// an argument that is not constant leaves the string as it is.
func (q *query) withConstant(name string, args []ssa.Value, frame *Frame) func(string) string {
	var consts []string
	for _, a := range args[1:] {
		if !isString(a.Type()) {
			break
		}
		it, ok := q.eval(a, frame, Span{}).Only()
		s, isConst := "", false
		if ok {
			s, isConst = StringOf(it.Value)
		}
		if !isConst {
			return func(s string) string { return s }
		}
		consts = append(consts, s)
	}
	return func(s string) string {
		switch name {
		case "TrimSuffix", "CutSuffix":
			return strings.TrimSuffix(s, consts[0])
		case "TrimPrefix", "CutPrefix":
			return strings.TrimPrefix(s, consts[0])
		case "Trim":
			return strings.Trim(s, consts[0])
		case "TrimRight":
			return strings.TrimRight(s, consts[0])
		case "TrimLeft":
			return strings.TrimLeft(s, consts[0])
		}
		if len(consts) == 2 {
			return strings.ReplaceAll(s, consts[0], consts[1])
		}
		return s
	}
}

// sprintf joins the format's literal parts and the arguments; a format of
// constants alone is not folded, since no rule has needed it.
func (q *query) sprintf(args []ssa.Value, frame *Frame, at Span) Set {
	parts := []Set{q.eval(args[0], frame, at)}
	if len(args) > 1 {
		for _, it := range q.eval(args[1], frame, at) {
			if l, ok := it.Value.(List); ok {
				parts = append(parts, l.Elems...)
			}
		}
	}
	return one(Text{Parts: parts}, at)
}

// firstNonZero is cmp.Or: a setting followed by a constant has it as its default.
func (q *query) firstNonZero(list ssa.Value, frame *Frame, at Span) Set {
	var set Set
	for _, it := range q.eval(list, frame, at) {
		l, ok := it.Value.(List)
		if !ok {
			set = set.union(Set{it})
			continue
		}
		for _, e := range l.Elems {
			set = set.union(e.conditional())
		}
	}
	return withDefault(set, func(Config) bool { return true })
}

func (q *query) builtin(b *ssa.Builtin, call *ssa.Call, frame *Frame, at Span) Set {
	args := call.Call.Args
	switch b.Name() {
	case "append":
		return q.appended(args, frame, at)
	case "len", "cap":
		met := q.cycles
		if it, ok := q.eval(args[0], frame, at).Only(); ok && met == q.cycles {
			if n, known := lenOf(it.Value); known {
				return one(Const{constant.MakeInt64(int64(n)), types.Typ[types.Int]}, at)
			}
		}
	case "min", "max":
		var set Set
		for _, a := range args {
			set = set.union(q.eval(a, frame, at))
		}
		return set
	}
	return one(Opaque{Reason: "the result of " + b.Name(), Src: call, Frame: frame}, at)
}

func lenOf(v Value) (int, bool) {
	if s, ok := StringOf(v); ok {
		return len(s), true
	}
	switch v := v.(type) {
	case List:
		return len(v.Elems), !v.Open
	case Map:
		return len(v.Entries), !v.Open
	}
	return 0, IsNil(v)
}
