package secrets

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"sync"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
)

// A lazyRegexp is a regular expression that was checked, and is compiled when it
// is first used: of the hundreds of rules most texts need a handful.
type lazyRegexp struct {
	source    string
	onceParse sync.Once
	parsed    *syntax.Regexp
	once      sync.Once
	re        *regexp.Regexp

	onceIn, onceFind    sync.Once
	anywhere, capturing *rex.Program // nil when rex cannot take it
}

// newRegexp checks source. The limits hold for patterns that a user wrote: they
// may come from a repository that nobody trusts.
func newRegexp(source string, limits Limits, bounded bool) (*lazyRegexp, error) {
	if bounded && len(source) > limits.Pattern {
		return nil, fmt.Errorf("%d bytes long, at most %d are allowed: split the rule", len(source), limits.Pattern)
	}
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil, readable(err)
	}
	if bounded {
		program, err := syntax.Compile(tree.Simplify())
		if err != nil {
			return nil, readable(err)
		}
		if len(program.Inst) > limits.Program {
			return nil, fmt.Errorf("compiles to %d instructions, at most %d are allowed: use smaller repeat counts",
				len(program.Inst), limits.Program)
		}
	}
	return &lazyRegexp{source: source, parsed: tree}, nil
}

// newOwnRegexp is for an expression that comes with the detector and is known to
// be right. It is parsed when it is first used.
func newOwnRegexp(source string) *lazyRegexp { return &lazyRegexp{source: source} }

// tree returns the expression's parse tree, which is not to be changed.
func (l *lazyRegexp) tree() *syntax.Regexp {
	l.onceParse.Do(func() {
		if l.parsed != nil {
			return
		}
		tree, err := syntax.Parse(l.source, syntax.Perl)
		if err != nil {
			panic(fmt.Sprintf("parse an expression that comes with the detector: %v", err)) // TestOwnExpressions
		}
		l.parsed = tree
	})
	return l.parsed
}

// readable says what is wrong with a pattern in one line.
func readable(err error) error {
	var e *syntax.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s: `%s`", e.Code, e.Expr)
	}
	return err
}

// in reports whether the expression matches in text, with a machine of w.
func (l *lazyRegexp) in(w *workspace, text []byte, meter *rex.Meter) bool {
	l.onceIn.Do(func() {
		if p, err := rex.Compile(rex.Anywhere(l.tree()), rex.Forward); err == nil {
			l.anywhere = p
		}
	})
	if l.anywhere == nil {
		return l.get().Match(text)
	}
	m := w.tests[l]
	if m == nil {
		m = rex.NewMachine(l.anywhere)
		w.tests[l] = m
	}
	return m.In(text, meter)
}

// find returns what regexp.FindSubmatchIndex does, with a machine of w.
func (l *lazyRegexp) find(w *workspace, text []byte) []int {
	l.onceFind.Do(func() {
		if p, err := rex.CompileGroups(l.tree()); err == nil {
			l.capturing = p
		}
	})
	if l.capturing == nil {
		return l.get().FindSubmatchIndex(text)
	}
	g := w.groups[l]
	if g == nil {
		g = rex.NewGroups(l.capturing, l.groups())
		w.groups[l] = g
	}
	if !g.Fits(len(text)) {
		return l.get().FindSubmatchIndex(text)
	}
	return g.Find(text)
}

// groups returns the number of capture groups.
func (l *lazyRegexp) groups() int { return l.tree().MaxCap() }

func (l *lazyRegexp) get() *regexp.Regexp {
	// Parse succeeded, so that MustCompile cannot fail but for expressions whose
	// program is too large, which Parse refuses as well.
	l.once.Do(func() { l.re = regexp.MustCompile(l.source) })
	return l.re
}
