// Package analyzers holds launchlint's go/analysis passes. They are plain
// *analysis.Analyzer values: they know nothing of the command line, of SARIF, of
// git, or of any file outside the package they are given, and so run unchanged
// under go vet, golangci-lint, nogo and launchlint itself.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/cookieflags"
	"github.com/launchlint/launchlint/analyzers/corsorigin"
	"github.com/launchlint/launchlint/analyzers/stackleak"
)

// Suite is the one registry: the analyzers whose verdicts are reported. Each
// returns a *verdict.List. An analyzer that is left out stands here as a comment
// with its reason.
var Suite = []*analysis.Analyzer{
	cookieflags.Analyzer,
	corsorigin.Analyzer,
	stackleak.Analyzer,
}
