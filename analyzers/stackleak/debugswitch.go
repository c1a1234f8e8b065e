package stackleak

import (
	"fmt"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules/models"
)

// debugSwitches finds the switches of frameworks that make answers tell more and
// that are on, by a constant or by a default.
func debugSwitches(pass *analysis.Pass, r *values.Resolver) []verdict.Verdict {
	var out []verdict.Verdict
	judge := func(name string, v ssa.Value, at values.Span, instr ssa.Instruction) {
		if developing(instr.Block()) {
			return
		}
		state := switchState(r.Value(v))
		if state == "" {
			return
		}
		if !at.Known() {
			at = values.Span{Pos: instr.Pos(), End: instr.Pos()}
		}
		out = append(out, verdict.Verdict{Diagnostic: analysis.Diagnostic{
			Pos: at.Pos, End: at.End, Category: ruleSwitch,
			Message: fmt.Sprintf("%s is %s: answers carry the texts of errors; let it follow the environment", switchName(name), state),
		}})
	}
	for _, fn := range r.Funcs {
		for _, blk := range fn.Blocks {
			for _, instr := range blk.Instrs {
				switch x := instr.(type) {
				case *ssa.Store:
					if fa, ok := x.Addr.(*ssa.FieldAddr); ok {
						if name := fieldName(fa); name != "" && hasRole(name, models.Debug) {
							judge(name, x.Val, r.StoreSpan(x), x)
						}
					}
				case *ssa.Call:
					f := values.Callee(&x.Call)
					if f == nil || f.Pkg() == pass.Pkg {
						continue
					}
					name := models.FuncName(f)
					for _, row := range models.Lookup(name) {
						if row.Role != models.Debug {
							continue
						}
						ref, ok := row.Arg(models.Value)
						i, isParam := ref.Param(f.Signature())
						if args := values.Args(&x.Call); ok && isParam && i < len(args) {
							judge(name, args[i], r.ArgSpan(x, i), x)
						}
					}
				}
			}
		}
	}
	return out
}

// fieldName returns the full name of the field of another package's type; "" for others.
func fieldName(fa *ssa.FieldAddr) string {
	ptr, ok := fa.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return ""
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	st, ok := named.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name() + "." + st.Field(fa.Field).Name()
}

func hasRole(name string, role models.Role) bool {
	for _, row := range models.Lookup(name) {
		if row.Role == role {
			return true
		}
	}
	return false
}

// switchName names a switch as its framework does: "echo.Echo.Debug" without the package.
func switchName(full string) string {
	name := shortName(full)
	for i := range len(name) {
		if name[i] == '.' {
			return name[i+1:]
		}
	}
	return name
}

// switchState says how a switch is on; "" when it is off or that is not known.
func switchState(set values.Set) string {
	if set.True() {
		return "on"
	}
	it, ok := set.Only()
	if !ok {
		return ""
	}
	switch v := it.Value.(type) {
	case values.Config:
		if b, ok := values.BoolOf(v.Default); ok && b {
			return byDefault(v.Key)
		}
	case values.Test:
		return testState(v)
	}
	return ""
}

func byDefault(key string) string {
	if key == "" {
		return "on by default"
	}
	return "on by default (" + key + ")"
}

// testState is switchState of a setting that is compared with a word.
func testState(t values.Test) string {
	for _, sides := range [][2]values.Set{{t.X, t.Y}, {t.Y, t.X}} {
		setting, ok := sides[0].Only()
		word, ok2 := sides[1].Only()
		if !ok || !ok2 {
			continue
		}
		c, ok := setting.Value.(values.Config)
		if !ok || c.Default == nil {
			continue
		}
		have, ok := values.StringOf(c.Default)
		want, ok2 := values.StringOf(word.Value)
		if ok && ok2 && (t.Op.String() == "==") == (have == want) {
			return byDefault(c.Key)
		}
	}
	return ""
}

// developmentWords are what conditions ask for that hold while a program is developed.
var developmentWords = regexp.MustCompile(`(?i)debug|devel|\bdev\b|is_?dev|dev_?mode|local|staging|prod|release|\benv|environ|verbose|trace`)

// developing reports whether a block runs under a condition on the environment or
// a debug flag.
func developing(b *ssa.BasicBlock) bool {
	for _, c := range values.Conditions(b) {
		if speaksOf(c.Cond, 6) {
			return true
		}
	}
	return false
}

// speaksOf reports whether a condition names something of the environment.
func speaksOf(v ssa.Value, depth int) bool {
	if depth == 0 || v == nil {
		return false
	}
	switch x := v.(type) {
	case *ssa.Const:
		return x.Value != nil && developmentWords.MatchString(x.Value.ExactString())
	case *ssa.Parameter:
		return developmentWords.MatchString(x.Name())
	case *ssa.FreeVar:
		return developmentWords.MatchString(x.Name())
	case *ssa.Global:
		return developmentWords.MatchString(x.Name())
	case *ssa.FieldAddr:
		return developmentWords.MatchString(fieldOf(x.X.Type(), x.Field))
	case *ssa.Field:
		return developmentWords.MatchString(fieldOf(x.X.Type(), x.Field))
	case *ssa.UnOp:
		return speaksOf(x.X, depth-1)
	case *ssa.BinOp:
		return speaksOf(x.X, depth-1) || speaksOf(x.Y, depth-1)
	case *ssa.Extract:
		return speaksOf(x.Tuple, depth-1)
	case *ssa.Phi:
		for _, e := range x.Edges {
			if speaksOf(e, depth-1) {
				return true
			}
		}
	case *ssa.Call:
		if f := values.Callee(&x.Call); f != nil && developmentWords.MatchString(f.Name()) {
			return true
		}
		for _, a := range x.Call.Args {
			if speaksOf(a, depth-1) {
				return true
			}
		}
	}
	return false
}

// fieldOf returns the name of field i of a struct or of what a pointer points to.
func fieldOf(t types.Type, i int) string {
	if f := values.FieldVar(t, i); f != nil {
		return f.Name()
	}
	return ""
}
