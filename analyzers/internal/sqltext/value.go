package sqltext

import (
	"slices"
	"strconv"
	"strings"
)

// String writes the value for tests and explanations: $1, :name, 'text', t.column.
func (v Value) String() string {
	s := "?"
	switch v.Kind {
	case Param:
		s = "$" + strconv.Itoa(v.Index)
		if v.Index == 0 {
			s = "$-" + strconv.Itoa(v.FromEnd)
		}
	case Named:
		s = ":" + v.Name
	case Literal:
		s = "'" + v.Text + "'"
	case Column:
		s = v.Table.Label() + "." + v.Column
	case Computed:
		var args []string
		for _, a := range v.Args {
			args = append(args, a.String())
		}
		return v.Func + "(" + strings.Join(args, ", ") + ")"
	case NoValue:
		if v.Hole >= 0 {
			s = "<" + strconv.Itoa(v.Hole) + ">"
		}
	}
	if v.Func != "" {
		s = v.Func + "(" + s + ")"
	}
	if v.Many {
		s += "..."
	}
	return s
}

// Label is how the statement calls the table: its alias or name.
func (t *Table) Label() string {
	switch {
	case t == nil:
		return ""
	case t.Alias != "":
		return t.Alias
	case t.Name != "":
		return t.Name
	case t.Kind == Several:
		var names []string
		for _, c := range t.Candidates {
			names = append(names, c.Label())
		}
		return strings.Join(names, "|")
	}
	return ""
}

// fixed reports whether the value does not depend on a row: a column equal to it is
// bound.
func fixed(v Value) bool {
	switch v.Kind {
	case Param, Named, Literal:
		return true
	case NoValue:
		return v.Hole >= 0
	case Computed:
		for _, a := range v.Args {
			if !fixed(a) {
				return false
			}
		}
		return true
	}
	return false
}

// same reports whether two values are the same thing at two places.
func same(a, b Value) bool {
	return a.Kind == b.Kind && a.Index == b.Index && a.FromEnd == b.FromEnd && a.Name == b.Name && a.Text == b.Text && a.Many == b.Many &&
		a.Table == b.Table && a.Column == b.Column && a.Func == b.Func && a.Hole == b.Hole && sameList(a.Args, b.Args)
}

func sameList(a, b []Value) bool {
	return slices.EqualFunc(a, b, same)
}

// sameValues compares as sets without repetition.
func sameValues(a, b []Value) bool {
	return len(a) == len(b) && len(unionValues(a, b)) == len(a)
}

// unionValues adds the values of b that a lacks, at most maxValues.
func unionValues(a, b []Value) []Value {
	out := a[:len(a):len(a)]
	for _, v := range b {
		if len(out) > maxValues {
			return out
		}
		if !slices.ContainsFunc(out, func(o Value) bool { return same(o, v) }) {
			if len(out) == maxValues {
				return append(out, Value{Hole: -1})
			}
			out = append(out, v)
		}
	}
	return out
}

func unionInts(a, b []int) []int {
	out := a[:len(a):len(a)]
	for _, n := range b {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
