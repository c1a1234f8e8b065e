package stackleak

import (
	"go/token"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
)

// A leak is one thing that reaches a client, with the way that it takes.
type leak struct {
	effect funcsum.Effect
	// via are the places from where it is sent to where it is handed over; source
	// is where it came out of something that is not known in the package, such as
	// a method of an interface; nil when it did not.
	via    []funcsum.Place
	source *funcsum.Place
	// answered reports whether source is where a handler returns it, to what
	// answers for the errors of all.
	answered bool
	// at is the index in via of the place that is at fault, in is its part.
	at int
	in int
	// switchedOn says by which setting, if it is known, the debug switch around the
	// leak is on unless somebody turns it off.
	switchedOn bool
	setting    string
}

// A world is all that is known when verdicts are made: one package, or many.
type world struct {
	parts   []*part
	program *funcsum.Program
	// owner is the part of a package.
	owner map[string]int
	// linked reports whether these are all packages of a load.
	linked bool
	views  map[int][]int // see programOf
	// replies has the functions whose errors some handler returns.
	replies map[string]bool
}

func newWorld(parts []*part, linked bool) *world {
	w := &world{parts: parts, owner: make(map[string]int), linked: linked, views: make(map[int][]int), replies: make(map[string]bool)}
	units := make([]*funcsum.Unit, len(parts))
	for i, p := range parts {
		units[i] = p.unit
		w.owner[p.unit.Package] = i
	}
	w.program = funcsum.NewProgram(units)
	return w
}

// spot finds a place in the packages at hand.
func (w *world) spot(p funcsum.Place) (spot, bool) {
	i, ok := w.owner[p.Package]
	if !ok {
		return spot{}, false
	}
	s, ok := w.parts[i].spots[placeOf(p)]
	return s, ok
}

// leaks returns what reaches clients by what the parts do, in their order.
func (w *world) leaks() []leak {
	var out []leak
	for in, p := range w.parts {
		for _, open := range p.unit.Effects {
			for _, e := range w.program.Close(open) {
				if e.Dest.Target == funcsum.ToAnswer && !w.answered(e, in) {
					continue
				}
				if open.Source.Kind == funcsum.Answered && !w.together(in, e.Source.At.Package) {
					continue // an error of another program's handlers
				}
				l := leak{effect: e, via: e.Via}
				if s := open.Source; (s.Kind == funcsum.Hole || s.Kind == funcsum.Answered) && len(e.Via) > 1 {
					last := len(e.Via) - 1
					l.via, l.source = slices.Clip(e.Via[:last]), &e.Via[last]
					l.answered = s.Kind == funcsum.Answered
				}
				if w.blame(&l, in) && w.shown(&l) {
					if e.Reply && w.linked && w.handed(&e) {
						w.replies[e.Sink] = true
					}
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// blame finds the place of a part that is at fault: where it is sent, or, when the
// function that sends it was given the text, or is another package's, where it was
// handed over. It reports whether there is one. What other packages show does not
// move it, so that all drivers report the same place.
func (w *world) blame(l *leak, in int) bool {
	for i, at := range l.via {
		s, ok := w.parts[in].spots[placeOf(at)]
		if !ok {
			continue
		}
		if i+1 < len(l.via) {
			next, ok := w.parts[in].spots[placeOf(l.via[i+1])]
			switch {
			case !ok:
			case l.effect.Dest.Target == funcsum.ToResponse && next.hands == someText:
				continue
			case l.effect.Dest.Target == funcsum.ToField:
				continue // whoever puts a stack trace into an error, not who keeps errors
			}
		}
		l.at, l.in = i, in
		return s.pos.IsValid()
	}
	return false
}

// shown looks at the debug switch that keeps a leak from everybody. It reports
// whether there is something to say: not when the switch is off unless somebody
// turns it on, nor when only other packages could tell.
func (w *world) shown(l *leak) bool {
	if !l.effect.Debug {
		return true
	}
	s, _ := w.spot(l.via[l.at])
	if s.asks == "" {
		return true
	}
	state, by := w.switched(s.asks, 0)
	switch {
	case state == off:
		return false
	case state == on:
		l.switchedOn, l.setting = true, by
	case !w.linked && exported(s.asks):
		return false
	}
	return true
}

// exported reports whether a field, named in full, can be set by other packages.
func exported(field string) bool {
	return token.IsExported(field[strings.LastIndexByte(field, '.')+1:])
}
