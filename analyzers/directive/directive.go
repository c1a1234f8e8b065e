// Package directive reads //launchlint:ignore comments. A directive names rules
// and gives a reason:
//
//	//launchlint:ignore corsorigin/wildcard the status page is public by design
//	//launchlint:ignore corsorigin/wildcard,cookieflags public and without cookies
//
// At the end of a line it covers that line. On a line of its own it covers the
// statement, field or declaration that follows; in the doc comment of a function
// it covers the whole function. An analyzer's name stands for all its rules.
package directive

import (
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Prefix starts every directive, without a blank after the slashes, as Go's
// other directives do (https://go.dev/doc/comment#syntax).
const Prefix = "//launchlint:ignore"

// Analyzer collects a package's directives. It reports nothing itself: what is
// malformed is in the result, for the driver to report.
var Analyzer = &analysis.Analyzer{
	Name:       "directive",
	Doc:        "collect launchlint:ignore directives",
	Run:        run,
	ResultType: reflect.TypeFor[*Index](),
}

// An Index holds the directives of one package in order of position.
type Index struct {
	Directives []*Directive
	fset       *token.FileSet
}

// A Directive is one ignore comment.
type Directive struct {
	// Pos and End span the comment.
	Pos, End token.Pos
	// Names are rule IDs or families, as written.
	Names []string
	// Reason is the text after the names; empty means the directive is malformed
	// and covers nothing.
	Reason string
	// from and to are the lines of file that are covered, inclusive.
	file     *token.File
	from, to int
}

// Covers returns the first directive that covers a verdict of that rule at pos, or nil.
func (x *Index) Covers(pos token.Pos, ruleID string) *Directive {
	file := x.fset.File(pos)
	if file == nil {
		return nil
	}
	line := file.Line(pos)
	for _, d := range x.Directives {
		if d.file == file && d.from <= line && line <= d.to && d.Reason != "" && d.names(ruleID) {
			return d
		}
	}
	return nil
}

func (d *Directive) names(ruleID string) bool {
	family, _, _ := strings.Cut(ruleID, "/")
	return slices.Contains(d.Names, ruleID) || slices.Contains(d.Names, family)
}

func run(pass *analysis.Pass) (any, error) {
	index := &Index{fset: pass.Fset}
	for _, f := range pass.Files {
		index.addFile(pass.Fset, f)
	}
	return index, nil
}

func (x *Index) addFile(fset *token.FileSet, f *ast.File) {
	var spans []span // only computed for a file that has a directive
	for _, group := range f.Comments {
		for _, c := range group.List {
			names, reason, ok := Parse(c.Text)
			if !ok {
				continue
			}
			if spans == nil {
				spans = nodeSpans(fset, f)
			}
			file := fset.File(c.Pos())
			line := file.Line(c.Pos())
			from, to := cover(spans, line, file.Line(group.End()))
			x.Directives = append(x.Directives, &Directive{
				Pos: c.Pos(), End: c.End(), Names: names, Reason: reason, file: file, from: from, to: to,
			})
		}
	}
}

// Parse splits the text of a comment. ok is false when it is no directive.
// Missing names or a missing reason give empty results.
func Parse(comment string) (names []string, reason string, ok bool) {
	rest, ok := strings.CutPrefix(comment, Prefix)
	if !ok || (rest != "" && rest[0] != ' ' && rest[0] != '\t') {
		return nil, "", false
	}
	list, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
	for name := range strings.SplitSeq(list, ",") {
		if name != "" {
			names = append(names, name)
		}
	}
	return names, strings.TrimSpace(reason), true
}
