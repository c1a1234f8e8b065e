package sqltext

import "strings"

// A PredicateOp tells what a Predicate is.
type PredicateOp uint8

const (
	// Unread is a condition that was not understood, or that depends on nothing
	// written here: it may be true or false.
	Unread PredicateOp = iota
	True
	False
	// And, Or and Not combine Terms. Not has one, an And or an Unread: elsewhere it
	// was moved inwards.
	And
	Or
	Not
	// Compare is Left Cmp Right.
	Compare
)

// A Predicate is a condition with its columns resolved. A subquery behind IN,
// EXISTS or = is the And of the equalities with its columns and of its own
// conditions: some row of its tables fulfils them.
type Predicate struct {
	Op    PredicateOp
	Terms []*Predicate
	// Cmp is =, <>, <, <=, >, >=, is, like, or another operator in lower case.
	Cmp         string
	Left, Right Value
	// Holes numbers the parts that stand bare among the Terms: with an OR in one of
	// them the condition reads otherwise.
	Holes []int

	nullSafe bool // <=> and IS NOT DISTINCT FROM also hold between nulls
}

var (
	isTrue  = &Predicate{Op: True}
	isFalse = &Predicate{Op: False}
)

// walk calls f for p and all within, as far as work allows.
func (p *Predicate) walk(work *int, f func(*Predicate)) {
	if p == nil || *work <= 0 {
		return
	}
	*work--
	f(p)
	for _, t := range p.Terms {
		t.walk(work, f)
	}
}

// all joins conditions by AND; nil ones and those that are true fall away.
func all(ps ...*Predicate) *Predicate {
	var terms []*Predicate
	for _, p := range ps {
		switch {
		case p == nil || p.Op == True:
		case p.Op == False:
			return isFalse
		default:
			terms = append(terms, p)
		}
	}
	switch len(terms) {
	case 0:
		return isTrue
	case 1:
		return terms[0]
	}
	return &Predicate{Op: And, Terms: terms}
}

// anyOf joins conditions by OR.
func anyOf(ps ...*Predicate) *Predicate {
	var terms []*Predicate
	for _, p := range ps {
		switch {
		case p == nil || p.Op == True:
			return isTrue
		case p.Op == False:
		default:
			terms = append(terms, p)
		}
	}
	switch len(terms) {
	case 0:
		return isFalse
	case 1:
		return terms[0]
	}
	return &Predicate{Op: Or, Terms: terms}
}

// negations of operators; others have none and are under a Not.
var negations = map[string]string{"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// negate moves a negation inwards.
func negate(p *Predicate) *Predicate {
	switch p.Op {
	case True:
		return isFalse
	case False:
		return isTrue
	case Not:
		return p.Terms[0]
	case Compare:
		if n, ok := negations[p.Cmp]; ok && !p.Left.Many && !p.Right.Many {
			q := *p
			q.Cmp = n
			return &q
		}
	}
	return &Predicate{Op: Not, Terms: []*Predicate{p}}
}

// String writes the predicate for tests and explanations.
func (p *Predicate) String() string {
	var b strings.Builder
	work := 200
	p.write(&b, &work)
	return b.String()
}

func (p *Predicate) write(b *strings.Builder, work *int) {
	if p == nil {
		b.WriteString("TRUE")
		return
	}
	if *work--; *work < 0 {
		b.WriteString("...")
		return
	}
	switch p.Op {
	case Unread:
		b.WriteString("?")
	case True:
		b.WriteString("TRUE")
	case False:
		b.WriteString("FALSE")
	case Not:
		b.WriteString("NOT (")
		p.Terms[0].write(b, work)
		b.WriteString(")")
	case Compare:
		b.WriteString(p.Left.String() + " " + p.Cmp + " " + p.Right.String())
	case And, Or:
		word := map[PredicateOp]string{And: " AND ", Or: " OR "}[p.Op]
		for i, t := range p.Terms {
			if i > 0 {
				b.WriteString(word)
			}
			if t.Op == And || t.Op == Or {
				b.WriteString("(")
				t.write(b, work)
				b.WriteString(")")
				continue
			}
			t.write(b, work)
		}
	}
}
