package values_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// probe reports what the arguments of the fixtures' own function probe can be,
// and, for a call probeField(x, "F"), what the field F of x can be.
var probe = &analysis.Analyzer{
	Name:     "probe",
	Doc:      "report the values of probe's arguments",
	Requires: []*analysis.Analyzer{values.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := pass.ResultOf[values.Analyzer].(*values.Resolver)
		for _, fn := range r.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						probeCall(pass, r, call)
					}
				}
			}
		}
		return nil, nil
	},
}

func probeCall(pass *analysis.Pass, r *values.Resolver, call ssa.CallInstruction) {
	callee := values.Callee(call.Common())
	if callee == nil {
		return
	}
	args := values.Args(call.Common())
	switch callee.Name() {
	case "probe":
		set, at := r.Arg(call, 0)
		pass.Reportf(at.Pos, "%s", render(pass, set))
	case "probeField":
		v := args[0]
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		name, _ := values.StringOf(r.Value(args[1])[0].Value)
		f := r.Field(r.StructOf(v, call, nil), name)
		pass.Reportf(call.Pos(), "%s", render(pass, f.Set))
	}
}

func render(pass *analysis.Pass, set values.Set) string {
	var parts []string
	for _, it := range set {
		s := show(pass, it.Value)
		if it.Implicit {
			s += " implicit"
		} else if it.Conditional {
			s += "?"
		}
		if it.Shared {
			s += " shared"
		}
		parts = append(parts, s)
	}
	return "{" + strings.Join(parts, " | ") + "}"
}

func show(pass *analysis.Pass, v values.Value) string {
	switch v := v.(type) {
	case values.Const:
		if v.Val == nil {
			return "nil"
		}
		return v.Val.ExactString()
	case values.Request:
		return fmt.Sprintf("request%d(%s)", v.Kind, v.Name)
	case values.Config:
		d := "none"
		if v.Default != nil {
			d = show(pass, v.Default)
		}
		return fmt.Sprintf("config%d(%s default %s)", v.Source, v.Key, d)
	case values.List:
		var parts []string
		for _, e := range v.Elems {
			parts = append(parts, render(pass, e))
		}
		if v.Open {
			parts = append(parts, "...")
		}
		return "[" + strings.Join(parts, " ") + "]"
	case values.Map:
		var parts []string
		for _, e := range v.Entries {
			parts = append(parts, render(pass, e.Key)+":"+render(pass, e.Value))
		}
		if v.Open {
			parts = append(parts, "...")
		}
		return "map[" + strings.Join(parts, " ") + "]"
	case values.Text:
		var parts []string
		for _, p := range v.Parts {
			parts = append(parts, render(pass, p))
		}
		return "text(" + strings.Join(parts, "+") + ")"
	case values.Test:
		return fmt.Sprintf("test(%s %s %s)", render(pass, v.X), v.Op, render(pass, v.Y))
	case values.Func:
		return "func " + v.Fn.Name()
	case values.Struct:
		return "struct"
	case values.Opaque:
		return "opaque(" + v.Reason + ")"
	}
	return fmt.Sprintf("%T", v)
}

func TestValues(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range []string{"plain", "memory", "config", "request", "structs"} {
		t.Run(topic, func(t *testing.T) { analysistest.Run(t, dir, probe, "values/"+topic) })
	}
}
