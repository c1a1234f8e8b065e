package sqltext

import "slices"

// keepers are functions of one argument that leave it recognisable: a column equal
// under them is as good as bound.
var keepers = map[string]bool{"lower": true, "upper": true, "trim": true, "btrim": true, "rtrim": true, "ltrim": true, "unaccent": true}

// operand turns an expression into a value.
func (b *binder) operand(e *expr, sc *scope, blk *block) Value {
	v := Value{Hole: -1}
	if e.tok != nil && e.tok.kind != end {
		v.At = b.src.pos(e.tok.pos)
	}
	switch e.op {
	case xGroup:
		return b.operand(e.args[0], sc, blk)
	case xColumn:
		r, name := b.column(sc, e.name)
		if r == nil {
			return v
		}
		v.Kind, v.Table, v.Column, v.rel = Column, r.table, name, r
	case xLiteral:
		v.Kind, v.Text = Literal, e.text
	case xParam:
		v.Kind, v.Index, v.FromEnd, v.Many = Param, e.tok.index, e.tok.fromEnd, e.many
		if e.tok.name != "" {
			v.Kind, v.Name = Named, e.tok.name
			if e.tok.index > 0 {
				v.Kind = Param
			}
		}
	case xHole:
		v.Hole = e.hole
	case xQuery:
		in := b.query(e.sub, sc, true)
		blk.subs = append(blk.subs, in)
		if in.first == 1 && len(in.blocks[0].outs) == 1 {
			at := v.At
			v = in.blocks[0].output(b, 0)
			v.At = at
		}
	case xCall:
		if e.text == "values" && len(e.args) == 1 && e.args[0].op == xColumn {
			if r := sc.lookup("excluded"); r != nil && r.table.Kind == Excluded {
				return columnOf(r, lastName(e.args[0]))
			}
		}
		args := b.computed(e, sc, blk)
		if keepers[e.text] && len(args) == 1 && args[0].Kind != Computed {
			v = args[0]
			v.Func = e.text
			return v
		}
		v.Kind, v.Func, v.Args = Computed, e.text, args
	case xExists, xIn, xAnd, xOr, xNot, xCmp:
		b.visit(e, sc, blk)
	case xTuple, xOther, xCase:
		if e.text == "arith" || len(e.args) > 0 {
			v.Kind, v.Args = Computed, b.computed(e, sc, blk)
		}
	}
	return v
}

func (b *binder) computed(e *expr, sc *scope, blk *block) []Value {
	var out []Value
	for _, a := range e.args {
		out = append(out, b.operand(a, sc, blk))
	}
	return out
}

func lastName(e *expr) string { return lower(&token{text: e.name[len(e.name)-1], hole: -1}) }

// visit binds the subqueries within an expression whose meaning is of no interest.
func (b *binder) visit(e *expr, sc *scope, blk *block) {
	if e == nil {
		return
	}
	if e.sub != nil {
		blk.subs = append(blk.subs, b.query(e.sub, sc, true))
	}
	for _, a := range e.args {
		b.visit(a, sc, blk)
	}
}

// output is the i-th column that a block returns, as one of a base table when it is
// passed through. Behind a star positions are not known.
func (blk *block) output(b *binder, i int) Value {
	if v, ok := blk.at(i); ok {
		return b.chase(v)
	}
	return Value{Hole: -1}
}

// chase follows a column through subqueries in FROM that have one SELECT.
func (b *binder) chase(v Value) Value {
	for range maxDepth {
		if v.Kind != Column || v.rel == nil || v.rel.inst == nil || v.rel.inst.sealed || v.rel.inst.first != 1 {
			return v
		}
		next, ok := b.passed(v.rel, v.rel.inst.blocks[0], v.Column)
		if !ok || next.Kind == NoValue {
			return v
		}
		next.At = v.At
		v = next
	}
	return v
}

// passed is what a block of a subquery returns under a name. UNION takes names from
// the first SELECT and the rest by position; behind a star positions are not known,
// and tables of which all columns are taken are assumed to be alike.
func (b *binder) passed(r *relation, blk *block, name string) (Value, bool) {
	if i := slices.Index(r.cols, name); i >= 0 {
		return blk.at(i)
	}
	first := r.inst.blocks[0]
	for i, o := range first.outs {
		if !o.star && o.name == name {
			if blk == first {
				return o.v, true
			}
			if slices.ContainsFunc(first.outs[:i], func(o boundOutput) bool { return o.star }) {
				return Value{}, false
			}
			return blk.at(i)
		}
	}
	if blk != first && (len(first.outs) != 1 || len(blk.outs) != 1) {
		return Value{}, false
	}
	for _, o := range blk.outs {
		if !o.star {
			continue
		}
		if o.from != nil {
			o.from.ask(name)
			return columnOf(o.from, name), true
		}
		local := &scope{rels: blk.sc.rels, merged: blk.sc.merged}
		if from, _ := b.column(local, []string{name}); from != nil {
			return columnOf(from, name), true
		}
	}
	return Value{}, false
}

// at is the i-th column that a block returns.
func (blk *block) at(i int) (Value, bool) {
	if blk.plain == 0 {
		for blk.plain < len(blk.outs) && !blk.outs[blk.plain].star {
			blk.plain++
		}
		blk.plain++
	}
	if i >= blk.plain-1 {
		return Value{}, false
	}
	return blk.outs[i].v, true
}
