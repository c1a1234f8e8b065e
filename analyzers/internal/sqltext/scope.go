package sqltext

import "strings"

// A relation is one source of rows while a query is bound. A CTE has a new relation
// for each reference: two references are two rows.
type relation struct {
	table *Table
	// of a subquery, a reference to a CTE, the row of Excluded
	inst *instance
	cols []string
	// asked are the columns that something refers to, in order.
	asked []string
	// facts are the conditions on rows of the relation; all must hold.
	facts []*Predicate
	// values are the columns of Excluded.
	values []Assignment
	record bool
	must   *Predicate // once computed
}

// ask notes that a column is referred to.
func (r *relation) ask(name string) {
	if r.inst == nil {
		return
	}
	for _, a := range r.asked {
		if a == name {
			return
		}
	}
	r.asked = append(r.asked, name)
}

// A scope is what names of columns are looked up in.
type scope struct {
	outer  *scope
	rels   []*relation
	merged map[string]*relation // columns of USING
	ctes   *cteScope
	// piece reports whether tables may be elsewhere: names without a table belong to
	// pieceOf, other tables come into being when they are named.
	pieceOf *relation
	several []*relation
}

// A cteScope is a list of table expressions, innermost last.
type cteScope struct {
	outer *cteScope
	def   *cte
	self  bool // within its own body
	used  bool // something refers to it
	// written is the instance of a CTE that writes, whose rows references return.
	written *instance
}

func (c *cteScope) find(name string) *cteScope {
	for ; c != nil; c = c.outer {
		if c.def.name == name {
			return c
		}
	}
	return nil
}

// An instance is a query bound once.
type instance struct {
	blocks []*block
	first  int // how many blocks give rows: all for UNION, those of the first for EXCEPT
	// sealed reports whether conditions from outside do not choose what is done: the
	// rows come from a statement that writes.
	sealed bool
}

// A block is one SELECT, or the rows that a statement returns.
type block struct {
	sc    *scope
	join  *joinNode
	where *Predicate
	outs  []boundOutput
	subs  []*instance // in conditions and columns
	must  *Predicate  // once computed
	plain int         // how many outs are before the first star, plus one; once computed
}

type boundOutput struct {
	name  string
	v     Value
	star  bool
	from  *relation // of table.*
	never bool      // it has a value where no row is, as a count
}

// A joinNode is a fromNode bound.
type joinNode struct {
	kind joinKind
	l, r *joinNode
	on   *Predicate
	rel  *relation
	must *Predicate // once computed
}

// lookup finds the relation that a name qualifies.
func (sc *scope) lookup(name string) *relation {
	for s := sc; s != nil; s = s.outer {
		for _, r := range s.rels {
			if r.table.Alias != "" {
				if strings.EqualFold(r.table.Alias, name) {
					return r
				}
				continue
			}
			if r.table.Name != "" && strings.EqualFold(r.table.Name, name) {
				return r
			}
		}
	}
	return nil
}

// column resolves a path to a relation and a column of it.
func (b *binder) column(sc *scope, path []string) (*relation, string) {
	name := strings.ToLower(path[len(path)-1])
	if len(path) > 1 && path[len(path)-2] != "" { // a hole for the table is as if none were named
		q := path[len(path)-2]
		r := sc.lookup(q)
		if r == nil {
			r = b.strange(sc, q)
		}
		if r == nil {
			return nil, name
		}
		r.ask(name)
		return r, name
	}
	for s := sc; s != nil; s = s.outer {
		if r := s.merged[name]; r != nil {
			r.ask(name)
			return r, name
		}
		may, sure := b.candidates(s, name)
		switch {
		case len(sure) == 1:
			sure[0].ask(name)
			return sure[0], name
		case len(may) == 1 && s.pieceOf == nil:
			may[0].ask(name)
			return may[0], name
		case s.pieceOf != nil && len(s.rels) == 1:
			return s.pieceOf, name
		case len(may) > 0:
			return s.any(may), name
		}
	}
	return nil, name
}

// candidates are the relations that may have a column, and those that surely have.
func (b *binder) candidates(s *scope, name string) (may, sure []*relation) {
	for _, r := range s.rels {
		switch b.has(r, name) {
		case 1:
			sure = append(sure, r)
			may = append(may, r)
		case 0:
			may = append(may, r)
		}
	}
	return may, sure
}

// has reports whether a relation has a column: 1 yes, -1 no, 0 not known.
func (b *binder) has(r *relation, name string) int {
	switch {
	case r.table.Kind == Excluded:
		return -1 // only named with its table
	case r.inst != nil:
		return r.inst.has(r, name)
	case r.table.Kind == Base && b.schema != nil:
		t := b.schema.Table(r.table.Name)
		if t == nil {
			return 0
		}
		if t.Column(name) != nil {
			return 1
		}
		if t.Complete {
			return -1
		}
	}
	return 0
}

// has tells it of a subquery by the columns it returns.
func (in *instance) has(r *relation, name string) int {
	for _, c := range r.cols {
		if c == name {
			return 1
		}
	}
	if len(r.cols) > 0 {
		return -1
	}
	if len(in.blocks) == 0 || len(in.blocks[0].outs) == 0 {
		return 0
	}
	for _, o := range in.blocks[0].outs {
		if o.name == name && !o.star {
			return 1
		}
		if o.star || o.name == "" {
			return 0
		}
	}
	return -1
}

// any is the relation that stands for one of several, the same for the same ones.
func (s *scope) any(of []*relation) *relation {
next:
	for _, r := range s.several {
		if len(r.table.Candidates) != len(of) {
			continue
		}
		for i := range of {
			if r.table.Candidates[i] != of[i].table {
				continue next
			}
		}
		return r
	}
	t := &Table{Kind: Several, Use: Select}
	for _, r := range of {
		t.Candidates = append(t.Candidates, r.table)
	}
	r := &relation{table: t}
	s.several = append(s.several, r)
	return r
}

// strange makes a relation for a qualifier that names nothing here: in a piece, a
// table of the statement around it; else OLD, NEW or a mistake.
func (b *binder) strange(sc *scope, name string) *relation {
	s := sc
	for s.outer != nil {
		s = s.outer
	}
	if b.full(Pos{}) {
		return nil
	}
	r := b.relation(&Table{Kind: Unknown, Name: name, Use: Select})
	r.record = s.pieceOf != nil
	if r.record {
		s.rels = append(s.rels, r)
		b.strangers = append(b.strangers, r)
	} else {
		s.rels = append(s.rels, r)
	}
	return r
}
