package sqltext

import "slices"

// pred turns a condition into a predicate; neg moves a NOT around it inwards.
func (b *binder) pred(e *expr, sc *scope, blk *block, neg bool) *Predicate {
	switch e.op {
	case xGroup:
		p := b.pred(e.args[0], sc, blk, neg)
		if len(e.holes) == 0 {
			return p
		}
		return &Predicate{Op: And, Terms: []*Predicate{p}, Holes: e.holes}
	case xNot:
		return b.pred(e.args[0], sc, blk, !neg)
	case xAnd, xOr:
		terms := make([]*Predicate, len(e.args))
		for i, a := range e.args {
			terms[i] = b.pred(a, sc, blk, neg)
		}
		if (e.op == xAnd) != neg {
			return all(terms...)
		}
		return anyOf(terms...)
	}
	p := b.test(e, sc, blk)
	if neg {
		return negate(p)
	}
	return p
}

// test turns a condition that is no combination into a predicate.
func (b *binder) test(e *expr, sc *scope, blk *block) *Predicate {
	switch e.op {
	case xCmp:
		return b.comparison(e, sc, blk)
	case xIn:
		return b.in(e, sc, blk)
	case xExists:
		return b.semi(nil, e.sub, sc, blk)
	case xCase:
		return b.cases(e, sc, blk)
	case xLiteral:
		switch e.text {
		case "TRUE", "1":
			return isTrue
		case "FALSE", "0":
			return isFalse
		}
	case xColumn:
		if v := b.operand(e, sc, blk); v.Kind == Column { // a boolean column
			return &Predicate{Op: Compare, Cmp: "=", Left: v, Right: Value{Kind: Literal, Text: "TRUE", Hole: -1}}
		}
	}
	b.visit(e, sc, blk)
	return &Predicate{Op: Unread}
}

// cases reads CASE WHEN a THEN b ELSE c END as a condition: a and b hold, or c. It
// is within an And, since NOT of it is another thing.
func (b *binder) cases(e *expr, sc *scope, blk *block) *Predicate {
	var terms []*Predicate
	for _, arm := range e.arms {
		p := b.pred(arm[1], sc, blk, false)
		if arm[0] != nil {
			p = all(b.pred(arm[0], sc, blk, false), p)
		}
		terms = append(terms, p)
	}
	return &Predicate{Op: And, Terms: []*Predicate{anyOf(terms...)}}
}

func (b *binder) comparison(e *expr, sc *scope, blk *block) *Predicate {
	l, r := ungroup(e.args[0]), ungroup(e.args[1])
	op := e.text
	if op == "is" && r.op != xLiteral {
		op = "="
	}
	switch {
	case l.op == xTuple && r.op == xTuple && len(l.args) == len(r.args) && (op == "=" || op == "<>"):
		p := b.tuple(l, r, sc, blk)
		if op == "<>" {
			return negateAll(p)
		}
		return p
	case op == "=" && r.op == xQuery:
		return b.semi(b.operands(l, sc, blk), r.sub, sc, blk)
	case op == "=" && l.op == xQuery:
		return b.semi(b.operands(r, sc, blk), l.sub, sc, blk)
	case r.op == xLiteral && l.op == xQuery && (op == ">" && r.text == "0" || op == ">=" && r.text == "1" || op == "<>" && r.text == "0"):
		// (SELECT count(*) ...) > 0 is EXISTS.
		if c := l.sub.core; c != nil && len(c.outs) == 1 && c.outs[0].e.op == xCall && c.outs[0].e.text == "count" {
			return b.exists(l.sub, sc, blk)
		}
	case op == "is" && logical(l):
		if r.text == "TRUE" {
			// Within an And, so that NOT of it is not taken for a comparison: it holds for null.
			return &Predicate{Op: And, Terms: []*Predicate{b.pred(l, sc, blk, false)}}
		}
		b.visit(l, sc, blk)
		return &Predicate{Op: Unread}
	}
	if logical(l) || logical(r) {
		b.visit(l, sc, blk)
		b.visit(r, sc, blk)
		return &Predicate{Op: Unread}
	}
	p := &Predicate{Op: Compare, Cmp: op, Left: b.operand(l, sc, blk), Right: b.operand(r, sc, blk), nullSafe: e.safe}
	if e.many {
		if p.Right.Kind == Column {
			p.Cmp = "contains" // $1 = ANY(column)
		}
		p.Right.Many = true
	}
	if p.Left.Kind == Literal && p.Right.Kind == Literal && l.tok.kind == r.tok.kind && l.tok.kind != word && (op == "=" || op == "<>") {
		if (p.Left.Text == p.Right.Text) == (op == "=") {
			return isTrue // 1 = 1
		}
		return isFalse
	}
	return p
}

// ungroup takes parentheses away.
func ungroup(e *expr) *expr {
	for e.op == xGroup && len(e.holes) == 0 {
		e = e.args[0]
	}
	return e
}

// logical reports whether an operand is itself a condition.
func logical(e *expr) bool {
	switch e.op {
	case xAnd, xOr, xNot, xCmp, xIn, xExists:
		return true
	case xGroup:
		return logical(e.args[0])
	}
	return false
}

// negateAll negates a conjunction of comparisons.
func negateAll(p *Predicate) *Predicate {
	if p.Op != And {
		return negate(p)
	}
	var terms []*Predicate
	for _, t := range p.Terms {
		terms = append(terms, negate(t))
	}
	return anyOf(terms...)
}

// tuple compares (a, b) with (c, d).
func (b *binder) tuple(l, r *expr, sc *scope, blk *block) *Predicate {
	var terms []*Predicate
	for i := range l.args {
		terms = append(terms, b.comparison(&expr{op: xCmp, text: "=", args: []*expr{l.args[i], r.args[i]}, tok: l.tok}, sc, blk))
	}
	return all(terms...)
}

// operands are the values of a tuple, or of one operand.
func (b *binder) operands(e *expr, sc *scope, blk *block) []Value {
	if e.op != xTuple {
		return []Value{b.operand(e, sc, blk)}
	}
	var out []Value
	for _, a := range e.args {
		out = append(out, b.operand(a, sc, blk))
	}
	return out
}

func (b *binder) in(e *expr, sc *scope, blk *block) *Predicate {
	l := ungroup(e.args[0])
	if e.sub != nil {
		return b.semi(b.operands(l, sc, blk), e.sub, sc, blk)
	}
	if l.op == xTuple {
		var terms []*Predicate
		for _, r := range e.args[1:] {
			r = ungroup(r)
			if r.op != xTuple || len(r.args) != len(l.args) {
				b.visit(r, sc, blk)
				terms = append(terms, &Predicate{Op: Unread})
				continue
			}
			terms = append(terms, b.tuple(l, r, sc, blk))
		}
		return anyOf(terms...)
	}
	left := b.operand(l, sc, blk)
	var terms []*Predicate
	for _, r := range e.args[1:] {
		if logical(r) {
			b.visit(r, sc, blk)
			terms = append(terms, &Predicate{Op: Unread})
			continue
		}
		v := b.operand(r, sc, blk)
		v.Many = v.Many || e.many || len(e.args) == 2 && (v.Kind == Named || v.Kind == NoValue)
		terms = append(terms, &Predicate{Op: Compare, Cmp: "=", Left: left, Right: v})
	}
	if len(terms) == 0 {
		return isFalse
	}
	if slices.ContainsFunc(terms, func(p *Predicate) bool { return p.Op == Unread }) {
		return &Predicate{Op: Unread}
	}
	return anyOf(terms...)
}

// semi binds the subquery of IN, =, EXISTS: a row of it has the values of left and
// fulfils its conditions.
func (b *binder) semi(left []Value, sub *queryExpr, sc *scope, blk *block) *Predicate {
	in := b.query(sub, sc, true)
	blk.subs = append(blk.subs, in)
	var branches []*Predicate
	for _, one := range in.blocks[:in.first] {
		// A count gives a row where no row is.
		if slices.ContainsFunc(one.outs, func(o boundOutput) bool { return o.never }) {
			return &Predicate{Op: Unread}
		}
		var terms []*Predicate
		for i, l := range left {
			v := one.output(b, i)
			if i >= len(one.outs) || v.Kind == NoValue && v.Hole < 0 {
				terms = append(terms, &Predicate{Op: Unread})
				continue
			}
			terms = append(terms, &Predicate{Op: Compare, Cmp: "=", Left: l, Right: v})
		}
		branches = append(branches, all(append(terms, b.must(one))...))
	}
	if len(branches) == 0 {
		return &Predicate{Op: Unread}
	}
	p := anyOf(branches...)
	// Within an And: NOT of it says that no row fulfils p, which is nothing of p itself.
	return &Predicate{Op: And, Terms: []*Predicate{p}}
}

// exists is semi for a count that is above zero.
func (b *binder) exists(sub *queryExpr, sc *scope, blk *block) *Predicate {
	in := b.query(sub, sc, true)
	blk.subs = append(blk.subs, in)
	return &Predicate{Op: And, Terms: []*Predicate{b.must(in.blocks[0])}}
}

// neverNull reports whether an expression has a value where no row is: a count, or
// a default for null.
func neverNull(e *expr) bool {
	if e.op == xCall {
		switch e.text {
		case "count", "countif", "count_big", "coalesce", "ifnull", "isnull", "nvl", "uniq", "uniqexact", "sumif", "total":
			return true
		}
	}
	for _, a := range e.args {
		if neverNull(a) {
			return true
		}
	}
	return false
}
