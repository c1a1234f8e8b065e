package stackleak

import (
	"cmp"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
)

// failing are the beginnings of the names of functions that reach for something
// and fail when it is not there; preparing are those of functions that only make
// ready, and of those that repeat what another one said. An error of the first
// tells a reader at once why its text is no client's business.
var (
	failing = []string{
		"Do", "Exec", "Execute", "Query", "Scan", "Get", "Select", "Open", "Create", "Dial", "Read", "Write", "Find", "First", "Insert",
		"Update", "Delete", "Save", "Send", "Post", "Put", "Head", "Run", "Start", "Output", "CombinedOutput", "Connect", "Ping", "Call", "List", "Remove", "Mkdir", "Stat",
	}
	preparing = []string{
		"New", "Prepare", "To", "Build", "Builder", "Parse", "With", "Marshal", "Close", "Rows.Err", "RowsAffected", "LastInsertId", "Columns", "Must",
	}
)

// rank orders origins by how much they explain; the lowest explains the most.
func rank(s *funcsum.Source) int {
	switch s.Kind {
	case funcsum.Recovered:
		return 1 // a stack trace beside it tells more
	case funcsum.Internal:
	default:
		return 0
	}
	name := shortName(s.Callee)
	last := name[strings.LastIndexByte(name, '.')+1:]
	for _, p := range preparing {
		if beginsWith(last, p) || strings.HasSuffix(name, "."+p) {
			return 2
		}
	}
	for _, f := range failing {
		if beginsWith(last, f) {
			return 0
		}
	}
	return 1
}

// beginsWith reports whether a name in mixed caps begins with a word: "GetContext"
// with "Get", "Getter" does not.
func beginsWith(name, word string) bool {
	rest, ok := strings.CutPrefix(name, word)
	return ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z')
}

// better compares two ways to one place by what their origins explain, then by how
// near these are to the place at fault, then by name.
func (w *world) better(a, b *leak) int {
	return cmp.Or(
		cmp.Compare(rank(&a.effect.Source), rank(&b.effect.Source)),
		cmp.Compare(w.distance(a), w.distance(b)),
		cmp.Compare(a.effect.Source.Callee, b.effect.Source.Callee),
	)
}

// distance says how far an origin lies from the place at fault: in the function, in
// the package, among the packages at hand, or out of sight.
func (w *world) distance(l *leak) int {
	from, at := l.effect.Source.At, l.via[l.at]
	switch {
	case from.Package == at.Package && from.Func == at.Func:
		return 0
	case from.Package == at.Package:
		return 1
	}
	if _, ok := w.spot(from); ok {
		return 2
	}
	return 3
}

// best returns the leak whose origin explains a group: the best of those that are
// sent at the place where it is reported.
func (w *world) best(g *group) *leak {
	best := &g.leaks[0]
	for i := range g.leaks {
		l := &g.leaks[i]
		if placeOf(l.via[l.at]) == placeOf(best.via[best.at]) && w.better(l, best) < 0 {
			best = l
		}
	}
	return best
}

// origins counts the places where the leaks of a group arise.
func (g *group) origins() int {
	seen := make(map[place]bool)
	for i := range g.leaks {
		seen[placeOf(g.leaks[i].effect.Source.At)] = true
	}
	return len(seen)
}
