package gosource

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// maxBroken bounds how many packages that do not type-check get a notice each.
const maxBroken = 20

// A health says which of the loaded packages type-check.
type health struct {
	// broken are packages that have errors of their own, sorted by path, roots
	// and dependencies alike.
	broken []*packages.Package
	// brokenRoots counts the roots among them.
	brokenRoots int
	// upstream are roots without errors that import a broken package, sorted.
	upstream []*packages.Package
	// sound are roots to analyse in any case.
	sound []*packages.Package
}

// examine sorts the roots that have source. A package whose only fault is an
// embed pattern that matches nothing (the front end was not built) is sound: the
// compiler refuses it, but every line of it is there and has types.
func examine(pkgs []*packages.Package) health {
	var h health
	hasBroken := make(map[*packages.Package]bool) // itself or below
	seen := make(map[*packages.Package]bool)
	var visit func(p *packages.Package) bool
	visit = func(p *packages.Package) bool {
		if seen[p] {
			return hasBroken[p]
		}
		seen[p] = true
		if !p.IllTyped && len(p.Errors) == 0 {
			return false // what it imports is then well-typed too
		}
		result := false
		if len(realErrors(p)) > 0 && p.Types != nil && p.Name != "" {
			h.broken = append(h.broken, p)
			result = true
		}
		for _, path := range sortedKeys(p.Imports) {
			if visit(p.Imports[path]) {
				result = true
			}
		}
		hasBroken[p] = result
		return result
	}
	for _, p := range pkgs {
		if len(p.Syntax) == 0 {
			continue
		}
		switch {
		case !visit(p):
			h.sound = append(h.sound, p)
		case len(realErrors(p)) == 0:
			h.upstream = append(h.upstream, p)
		default:
			h.brokenRoots++
		}
	}
	slices.SortFunc(h.broken, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	return h
}

// realErrors returns the errors of a package that cost it types or syntax.
func realErrors(p *packages.Package) []packages.Error {
	var out []packages.Error
	for _, e := range p.Errors {
		if e.Kind == packages.ListError && isEmbedError(e.Msg) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// isEmbedError reports whether the go command complains of a go:embed pattern
// (load.EmbedError: "pattern %s: ...").
func isEmbedError(msg string) bool {
	return strings.HasPrefix(msg, "pattern ") &&
		(strings.HasSuffix(msg, "no matching files found") || strings.Contains(msg, ": cannot embed ") || strings.Contains(msg, "invalid pattern syntax"))
}

// noteHealth tells of the packages that do not type-check.
func (s *scan) noteHealth(h health) {
	level, incomplete := rules.Error, true
	if s.opts.AllowErrors {
		level, incomplete = rules.Warning, false
	}
	for i, p := range h.broken {
		if i == maxBroken {
			var rest []string
			for _, p := range h.broken[i:] {
				rest = append(rest, p.PkgPath)
			}
			s.sink.Notice(scanners.Notice{
				ID: "package-errors", Level: level, Incomplete: incomplete,
				Message: fmt.Sprintf("%s not type-check either: %s", counted(len(rest), "package does", "packages do"), listed(rest)),
			})
			break
		}
		location, message := s.describe(p)
		s.sink.Notice(scanners.Notice{ID: "package-errors", Level: level, Incomplete: incomplete, Message: message, Location: location})
	}
	if len(h.upstream) > 0 && !s.opts.AllowErrors {
		var names []string
		for _, p := range h.upstream {
			names = append(names, p.PkgPath)
		}
		s.sink.Notice(scanners.Notice{
			ID: "package-errors-imported", Level: level, Incomplete: incomplete,
			Message: fmt.Sprintf("%s not analysed because a package that they import does not type-check: %s", counted(len(names), "package was", "packages were"), listed(names)),
		})
	}
}

// describe returns the place of a package's first error, and what to do.
func (s *scan) describe(p *packages.Package) (*scanners.Location, string) {
	errs := realErrors(p)
	// The type checker's and the parser's errors say more than the compiler's
	// output, of which the go command gives all lines as one.
	slices.SortStableFunc(errs, func(a, b packages.Error) int { return cmp.Compare(kindOrder(a), kindOrder(b)) })
	first := errs[0]
	if kindOrder(first) < 3 {
		errs = slices.DeleteFunc(errs, func(e packages.Error) bool { return kindOrder(e) == 3 })
	}
	location, position := s.errorPlace(p, first.Pos)
	text := oneLine(first.Msg)
	if why := missingImport(p, first); why != "" {
		text = why
	}
	if s.opts.Untrusted {
		text = kindText(first)
	}
	if position != "" {
		text = position + ": " + text
	}
	if more := len(errs) - 1; more > 0 {
		text += fmt.Sprintf(" (and %s)", counted(more, "more error", "more errors"))
	}
	message := fmt.Sprintf("package %s does not type-check: %s", p.PkgPath, withNextStep(text))
	if !s.opts.AllowErrors {
		message += "; --allow-errors analyses it as far as that is possible"
	}
	return location, message
}

func kindOrder(e packages.Error) int {
	switch e.Kind {
	case packages.ParseError:
		return 0
	case packages.TypeError:
		return 1
	}
	if strings.HasPrefix(e.Msg, "# ") {
		return 3 // output of the compiler
	}
	return 2
}

// kindText says what an error is without quoting anything.
func kindText(e packages.Error) string {
	switch e.Kind {
	case packages.ParseError:
		return "a file does not parse"
	case packages.TypeError:
		if strings.HasPrefix(e.Msg, "could not import ") {
			return "an import is neither in the module nor in the module cache, and --untrusted fetches nothing"
		}
		return "an expression or declaration does not type-check"
	}
	return "the go command refuses the package"
}

// missingImport returns the go command's reason why an import of p is missing:
// the type checker only says that it is.
func missingImport(p *packages.Package, e packages.Error) string {
	path, ok := strings.CutPrefix(e.Msg, "could not import ")
	if !ok {
		return ""
	}
	path, _, _ = strings.Cut(path, " ")
	imported := p.Imports[path]
	if imported == nil || len(imported.Errors) == 0 {
		return ""
	}
	return oneLine(imported.Errors[0].Msg)
}

// errorPlace parses file:line:col of an error. Paths of the go command may be
// relative to its working directory, and are then not resolved.
func (s *scan) errorPlace(p *packages.Package, pos string) (*scanners.Location, string) {
	file, line, column := splitPos(pos)
	if file == "" {
		return nil, ""
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(p.Dir, filepath.Base(file))
	}
	path, ok := s.paths.rel(file)
	if !ok {
		return nil, filepath.Base(file)
	}
	position := scanners.Location{Path: path, StartLine: line, StartColumn: column}
	return &scanners.Location{Path: path, StartLine: line, EndLine: line}, position.String()
}

func splitPos(pos string) (file string, line, column int) {
	if pos == "" || pos == "-" {
		return "", 0, 0
	}
	rest, last, ok := cutLast(pos)
	if !ok {
		return pos, 0, 0
	}
	if file, previous, ok := cutLast(rest); ok {
		return file, previous, last
	}
	return rest, last, 0
}

func cutLast(s string) (string, int, bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n < 1 {
		return s, 0, false
	}
	return s[:i], n, true
}

// withNextStep adds what to do about an error of the go command, when it is one
// of those that a scan in a fresh checkout meets.
func withNextStep(text string) string {
	for _, step := range []struct{ sign, advice string }{
		{"missing go.sum entry", "run `go mod tidy`"},
		{"no required module provides package", "run `go mod tidy`"},
		{"updates to go.mod needed", "run `go mod tidy`"},
		{"inconsistent vendoring", "run `go mod vendor`"},
		{"module lookup disabled by GOPROXY=off", "run `go mod download` where there is a network"},
		{"dial tcp", "run `go mod download` where there is a network"},
		{"GOTOOLCHAIN=local", "install that Go version, or unset GOTOOLCHAIN"},
		{"uses version go1", "build launchlint with that Go version"},
	} {
		if strings.Contains(text, step.sign) {
			return text + "; " + step.advice
		}
	}
	return text
}
