package sarif

import (
	"path"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
)

// rootID names the directory that all URIs are relative to.
const rootID = "SRCROOT"

// artifact returns the file at a location. GitHub rejects a whole upload for one
// URI that is not a relative path, so there is none.
func artifact(p string) *model.ArtifactLocation {
	return &model.ArtifactLocation{URI: ptr(escape.URIPath(relative(p))), URIBaseId: ptr(rootID)}
}

// relative returns a path below the root. What lies outside of it, which a
// scanner should not have reported, keeps its name under a directory that says so.
func relative(p string) string {
	if clean := path.Clean(p); clean != "." && !path.IsAbs(clean) && clean != ".." && !strings.HasPrefix(clean, "../") {
		return clean
	}
	inside := strings.TrimPrefix(path.Clean("/"+p), "/")
	if inside == "" {
		return "."
	}
	return "outside-root/" + inside
}

// physical returns a location with all four bounds, which GitHub wants, as far as
// they are known. A location without a line stands for a file: its first line.
func physical(l scanners.Location, sources *engine.Sources) *model.PhysicalLocation {
	return &model.PhysicalLocation{ArtifactLocation: artifact(l.Path), Region: region(l, sources)}
}

func region(l scanners.Location, sources *engine.Sources) *model.Region {
	start := max(1, l.StartLine)
	end := max(start, l.EndLine)
	r := &model.Region{StartLine: ptr(start), EndLine: ptr(end)}
	first, last := max(1, l.StartColumn), l.EndColumn
	if last == 0 {
		line := sources.Line(l.Path, end)
		if line == nil {
			// SARIF's defaults: from the given column to the line's end.
			r.StartColumn = ptr(sources.UTF16Column(l.Path, start, first))
			return r
		}
		last = len(line) + 1
	}
	from, to := sources.UTF16Column(l.Path, start, first), sources.UTF16Column(l.Path, end, last)
	if start == end {
		to = max(from, to)
	}
	r.StartColumn, r.EndColumn = ptr(from), ptr(to)
	return r
}

// place returns a location of a finding with what it has to say.
func place(f *scanners.Finding, l scanners.Location, text string, sources *engine.Sources) *model.Location {
	return &model.Location{PhysicalLocation: physicalOf(f, l, sources), Message: message(text)}
}

// located returns l, or for a finding about the whole tree a file that stands for
// it: GitHub rejects an upload with a result that has no location.
func (w *writer) located(l scanners.Location) scanners.Location {
	if l.Path != "" {
		return l
	}
	for _, name := range []string{"go.mod", "README.md"} {
		if w.scan.Sources.Text(name) != nil {
			return scanners.Location{Path: name}
		}
	}
	return scanners.Location{Path: "go.mod"}
}
