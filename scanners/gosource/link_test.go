package gosource_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/scanners/gosource"
)

const twoHalves = `
-- go.mod --
module example.com/two

go 1.26
-- a/a.go --
package a

func half() {}

func A() { half() }
-- b/b.go --
package b

func half() {}

func B() { half() }

//launchlint:ignore flaw/call it is meant to be one half
func C() { half() }
`

func TestLink(t *testing.T) {
	dir := unpack(t, twoHalves)
	only := []*analysis.Analyzer{halves}
	r := mustScan(t, dir, gosource.Options{Analyzers: only})
	wantLines(t, r.lines(),
		"a/a.go:5:12 flaw/call seen in example.com/two/a among 2",
		"b/b.go:5:12 flaw/call seen in example.com/two/b among 2",
		"b/b.go:8:12 flaw/call seen in example.com/two/b among 2 [directive: it is meant to be one half]",
	)
	r = mustScan(t, dir, gosource.Options{Analyzers: only, Unlinked: true})
	wantLines(t, r.lines(),
		"a/a.go:5:12 flaw/call seen in example.com/two/a among 1",
		"b/b.go:5:12 flaw/call seen in example.com/two/b among 1",
		"b/b.go:8:12 flaw/call seen in example.com/two/b among 1 [directive: it is meant to be one half]",
	)
}

// A link step that breaks costs what only it would have found, and is said.
func TestBrokenLink(t *testing.T) {
	dir := unpack(t, twoHalves+`
-- c/c.go --
package c

func breakLink() {}

func D() { breakLink() }
`)
	r := mustScan(t, dir, gosource.Options{Analyzers: []*analysis.Analyzer{halves}})
	wantLines(t, r.lines(),
		"a/a.go:5:12 flaw/call seen in example.com/two/a among 1",
		"b/b.go:5:12 flaw/call seen in example.com/two/b among 1",
		"b/b.go:8:12 flaw/call seen in example.com/two/b among 1 [directive: it is meant to be one half]",
	)
	if !r.incomplete() || !strings.Contains(r.notices[0].Message, "cannot link") {
		t.Errorf("notices: %+v", r.notices)
	}
}
