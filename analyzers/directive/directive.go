// Package directive reads //launchlint:ignore comments. A directive names rules
// and gives a reason:
//
//	//launchlint:ignore corsorigin/wildcard the status page is public by design
//	//launchlint:ignore corsorigin/wildcard,cookieflags public and without cookies
//
// At the end of a line it covers that line. On a line of its own it covers the
// statement, field, element or declaration that starts on the next line; in the
// doc comment of a function it covers the whole function. An analyzer's name
// stands for all its rules.
package directive

import (
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"
)

// Prefix starts every directive, without a blank after the slashes, as Go's
// other directives do (https://go.dev/doc/comment#syntax).
const Prefix = "//launchlint:ignore"

// namespace starts every comment that is meant for launchlint. One that goes on
// otherwise than Prefix is a directive too, a malformed one.
const namespace = "//launchlint:"

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
	// Names are rule IDs or families, as written, in that order. None means the
	// directive is malformed.
	Names []string
	// Reason is the text after the names; empty means the directive is malformed
	// and covers nothing.
	Reason string

	text string
	file *token.File
	// from and to are the physical lines of file that are covered, inclusive.
	from, to int
}

// Text returns the comment as written, slashes included.
func (d *Directive) Text() string { return d.text }

// Malformed reports whether the directive names no rule or gives no reason. Such
// a directive covers nothing.
func (d *Directive) Malformed() bool { return len(d.Names) == 0 || d.Reason == "" }

// Stands reports whether a name in a directive stands for the rule: the rule's
// own ID, or its family.
func Stands(name, ruleID string) bool {
	family, _, _ := strings.Cut(ruleID, "/")
	return name == ruleID || name == family
}

// Covers returns the first directive that covers a verdict of that rule at pos, or nil.
func (x *Index) Covers(pos token.Pos, ruleID string) *Directive {
	file := x.fset.File(pos)
	if file == nil {
		return nil
	}
	line := file.PositionFor(pos, false).Line
	for _, d := range x.Directives {
		if d.file == file && d.from <= line && line <= d.to && !d.Malformed() && d.names(ruleID) {
			return d
		}
	}
	return nil
}

func (d *Directive) names(ruleID string) bool {
	return slices.ContainsFunc(d.Names, func(name string) bool { return Stands(name, ruleID) })
}

func run(pass *analysis.Pass) (any, error) {
	index := &Index{fset: pass.Fset}
	for _, f := range pass.Files {
		index.addFile(pass.Fset, f)
	}
	return index, nil
}

func (x *Index) addFile(fset *token.FileSet, f *ast.File) {
	var l *layout // only computed for a file that has a directive
	for _, group := range f.Comments {
		for _, c := range group.List {
			names, reason, ok := Parse(c.Text)
			if !ok {
				continue
			}
			file := fset.File(c.Pos())
			if l == nil {
				l = newLayout(file, f)
			}
			from, to := l.cover(c, group)
			x.Directives = append(x.Directives, &Directive{
				Pos: c.Pos(), End: c.End(), Names: names, Reason: reason, text: c.Text, file: file, from: from, to: to,
			})
		}
	}
}

// Parse splits the text of a comment. ok is false when it is no directive.
// Missing names or a missing reason give empty results, and so does another
// word than ignore. A blank may follow a comma between names.
func Parse(comment string) (names []string, reason string, ok bool) {
	if !strings.HasPrefix(comment, namespace) {
		return nil, "", false
	}
	rest, ok := strings.CutPrefix(comment, Prefix)
	if !ok || (rest != "" && !unicode.IsSpace(rune(rest[0]))) {
		return nil, "", true
	}
	for more := true; more; {
		rest = strings.TrimSpace(rest)
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		rest = rest[end:]
		for name := range strings.SplitSeq(word, ",") {
			if name != "" {
				names = append(names, name)
			}
		}
		more = strings.HasSuffix(word, ",")
	}
	reason = strings.TrimSpace(rest)
	if !strings.ContainsFunc(reason, unicode.IsLetter) {
		reason = "" // a dash gives no reason
	}
	return names, reason, true
}
