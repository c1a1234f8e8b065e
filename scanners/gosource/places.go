package gosource

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/scanners"
)

// places turns token positions of one package into locations.
type places struct {
	paths *paths
	fset  *token.FileSet
	// source holds the package's Go files as they stand on the disk. What cgo
	// makes of them is compiled instead, from the build cache.
	source map[string]bool
	spans  []fileSpan
}

// A fileSpan is where a file stands in the file set, and whether it is generated.
type fileSpan struct {
	start, end token.Pos
	generated  bool
}

func newPlaces(paths *paths, pass *analysis.Pass, p *packages.Package) *places {
	x := &places{paths: paths, fset: pass.Fset, source: make(map[string]bool)}
	for _, f := range p.GoFiles {
		x.source[f] = true
	}
	for _, f := range pass.Files {
		x.spans = append(x.spans, fileSpan{f.FileStart, f.FileEnd, x.isGenerated(f)})
	}
	return x
}

// location returns the span from pos to end, in bytes. An invalid end gives an
// empty span. ok is false when the place is not below the root.
//
// //line directives are not followed: they are written by generators, and the
// place to change or to ignore a finding is the file that was read. The exception
// is cgo's output, which is not in the tree, and whose directives lead to the
// file that is.
func (x *places) location(pos, end token.Pos) (scanners.Location, bool) {
	if !pos.IsValid() || x.fset.File(pos) == nil {
		return scanners.Location{}, false
	}
	if !end.IsValid() || end < pos || x.fset.File(end) != x.fset.File(pos) {
		end = pos
	}
	from, to := x.position(pos), x.position(end)
	path, ok := x.paths.rel(from.Filename)
	if !ok {
		return scanners.Location{}, false
	}
	if to.Filename != from.Filename || to.Offset < from.Offset && to.Line < from.Line {
		to = from
	}
	return scanners.Location{
		Path: path, StartLine: from.Line, StartColumn: from.Column, EndLine: to.Line, EndColumn: to.Column,
	}, true
}

func (x *places) position(pos token.Pos) token.Position {
	plain := x.fset.PositionFor(pos, false)
	if x.source[plain.Filename] {
		return plain
	}
	if adjusted := x.fset.PositionFor(pos, true); x.source[adjusted.Filename] {
		return adjusted
	}
	return plain
}

// fromCgo reports whether pos is in a file that cgo wrote from one of the package.
func (x *places) fromCgo(pos token.Pos) bool {
	plain := x.fset.PositionFor(pos, false)
	return !x.source[plain.Filename] && x.source[x.fset.PositionFor(pos, true).Filename]
}

// isGenerated reports whether a file is generated. Cgo puts the header of a
// generated file on all that it writes: there its input decides.
func (x *places) isGenerated(f *ast.File) bool {
	if x.fromCgo(f.Package) {
		name := x.position(f.Package).Filename
		input, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err == nil {
			f = input
		}
	}
	return ast.IsGenerated(f)
}

// generated reports whether the file at pos is generated.
func (x *places) generated(pos token.Pos) bool {
	for _, s := range x.spans {
		if s.start <= pos && pos <= s.end {
			return s.generated
		}
	}
	return false
}

// edits converts the edits of a fix. ok is false when the fix cannot be applied
// to the files as they are: outside the root, in cgo's output, or overlapping.
func (x *places) edits(textEdits []analysis.TextEdit) ([]scanners.Edit, bool) {
	sorted := slices.Clone(textEdits)
	slices.SortStableFunc(sorted, func(a, b analysis.TextEdit) int { return cmp.Compare(a.Pos, b.Pos) })
	var out []scanners.Edit
	last := token.NoPos
	for _, e := range sorted {
		end := e.End
		if !end.IsValid() {
			end = e.Pos
		}
		location, ok := x.location(e.Pos, end)
		if !ok || x.fromCgo(e.Pos) || end < e.Pos || x.fset.File(end) != x.fset.File(e.Pos) || e.Pos < last {
			return nil, false
		}
		last = end
		out = append(out, scanners.Edit{Location: location, NewText: string(e.NewText)})
	}
	return out, len(out) > 0
}
