package stackleak

import (
	"go/token"

	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// Link judges the packages of a program together: what stands behind interfaces
// in other packages, and what answers for the errors of handlers there.
func (p *part) Link(others []verdict.Part) [][]verdict.Verdict {
	parts := make([]*part, len(others))
	for i, o := range others {
		parts[i] = o.(*part)
	}
	out := make([][]verdict.Verdict, len(parts))
	for i, list := range judge(parts, true) {
		type key struct {
			pos, end token.Pos
			rule     string
		}
		seen := make(map[key]bool)
		for _, v := range list {
			if k := (key{v.Pos, v.End, v.Category}); !seen[k] {
				seen[k] = true
				out[i] = append(out[i], parts[i].marker.Mark(v))
			}
		}
		out[i] = append(out[i], parts[i].switches...)
		report.Sort(out[i])
	}
	return out
}
