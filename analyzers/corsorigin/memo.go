package corsorigin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A memo keeps the answers of the resolver, which do not depend on the world:
// the same code is run in many worlds. Frames are made once for each call, so
// that equal questions are equal keys.
type memo struct {
	r      *values.Resolver
	sets   map[question]values.Set
	frames map[entering]*values.Frame
}

type question struct {
	v     ssa.Value
	frame *values.Frame
}

type entering struct {
	fn   *ssa.Function
	call ssa.CallInstruction
	up   *values.Frame
}

func newMemo(r *values.Resolver) *memo {
	return &memo{r: r, sets: make(map[question]values.Set), frames: make(map[entering]*values.Frame)}
}

// valueIn is Resolver.ValueIn.
func (m *memo) valueIn(v ssa.Value, frame *values.Frame) values.Set {
	key := question{v, frame}
	set, ok := m.sets[key]
	if !ok {
		set = m.r.ValueIn(v, frame)
		m.sets[key] = set
	}
	return set
}

// enter is Resolver.Enter.
func (m *memo) enter(fn *ssa.Function, call ssa.CallInstruction, up *values.Frame) *values.Frame {
	key := entering{fn, call, up}
	f, ok := m.frames[key]
	if !ok {
		f = m.r.Enter(fn, call, up)
		m.frames[key] = f
	}
	return f
}
