package gosource_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

const broken = `
-- go.mod --
module example.com/broken

go 1.26
-- bad/bad.go --
package bad

func flaw() {}

func F() { flaw() }

func G() int { return undefinedThing }
-- syntax/syntax.go --
package syntax

func flaw() {}

func F( {
-- lost/lost.go --
package lost

import "corp.invalid/lib"

func flaw() {}

func F() {
	flaw()
	lib.Call(lib.Default, 3)
}
-- above/above.go --
package above

import "example.com/broken/bad"

func flaw() {}

func F() { bad.F(); flaw() }
-- front/front.go --
package front

import _ "embed"

//go:embed dist/*
var files string

func flaw() {}

func F() { flaw() }
-- good/good.go --
package good

func flaw() {}

func F() { flaw() }
`

func TestBrokenPackages(t *testing.T) {
	dir := unpack(t, broken)
	r := mustScan(t, dir, gosource.Options{})
	wantLines(t, r.lines(),
		"front/front.go:10:12 flaw/call flaw is called: call better",
		"good/good.go:5:12 flaw/call flaw is called: call better",
	)
	wantLines(t, r.notice("package-errors"),
		"package example.com/broken/bad does not type-check: bad/bad.go:7:23: undefined: undefinedThing; --allow-errors analyses it as far as that is possible",
		"package example.com/broken/lost does not type-check: lost/lost.go:3:8: no required module provides package corp.invalid/lib; to add it: go get corp.invalid/lib; run `go mod tidy`; --allow-errors analyses it as far as that is possible",
		"package example.com/broken/syntax does not type-check: syntax/syntax.go:5:9: expected ')', found '{' (and 3 more errors); --allow-errors analyses it as far as that is possible",
	)
	wantLines(t, r.notice("package-errors-imported"),
		"1 package was not analysed because a package that they import does not type-check: example.com/broken/above")
	for _, n := range r.notices {
		if !n.Incomplete || n.Level != rules.Error {
			t.Errorf("%s: level %v, incomplete %v", n.ID, n.Level, n.Incomplete)
		}
	}
	if r.scanned["packages"] != 2 || r.skipped["does-not-type-check"] != 4 {
		t.Errorf("scanned %v, skipped %v", r.scanned, r.skipped)
	}
}

func TestAllowErrors(t *testing.T) {
	r := mustScan(t, unpack(t, broken), gosource.Options{AllowErrors: true})
	wantLines(t, r.lines(),
		"above/above.go:7:12 tainted/call the callee calls flaw",
		"above/above.go:7:21 flaw/call flaw is called: call better",
		"bad/bad.go:5:12 flaw/call flaw is called: call better",
		"front/front.go:10:12 flaw/call flaw is called: call better",
		"good/good.go:5:12 flaw/call flaw is called: call better",
		"lost/lost.go:8:2 flaw/call flaw is called: call better",
	)
	if r.incomplete() {
		t.Errorf("notices: %+v", r.notices)
	}
	if len(r.notice("package-errors")) != 3 {
		t.Errorf("notices: %+v", r.notices)
	}
}

// A directive in a package that was only analysed in part is not judged.
func TestAllowErrorsDirective(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule example.com/d\n\ngo 1.26\n-- d.go --\npackage d\n\nfunc f() int {\n\treturn undefined() //launchlint:ignore flaw it may be there\n}\n")
	wantLines(t, mustScan(t, dir, gosource.Options{AllowErrors: true}).lines())
}

const traps3 = `
-- go.mod --
module example.com/traps

go 1.26
-- a/a.go --
package a

func panicHere() {}

func flaw() {}

func F() {
	flaw()
	_ = 0 //launchlint:ignore traps it broke before it got here
}
-- b/b.go --
package b

func sleepHere() {}

func flaw() {}

func F() { flaw() }
-- c/c.go --
package c

func readHere() {}
`

func TestPanicAndTimeout(t *testing.T) {
	start := time.Now()
	r := mustScan(t, unpack(t, traps3), gosource.Options{Budget: 300 * time.Millisecond})
	if d := time.Since(start); d > 4*time.Second {
		t.Errorf("took %v: the slow analyzer was waited for", d)
	}
	wantLines(t, r.lines(),
		"a/a.go:8:2 flaw/call flaw is called: call better",
		"b/b.go:7:12 flaw/call flaw is called: call better",
		"c/c.go:1:9 traps/trap package c\n\nf",
	)
	n := r.notice("analyzer-fault")
	if len(n) != 2 ||
		!strings.Contains(n[0], "traps broke (trapped; in gosource_test.init") || !strings.Contains(n[0], "example.com/traps/a") ||
		!strings.Contains(n[1], "traps took longer than 300ms on example.com/traps/b") || !r.incomplete() {
		t.Errorf("notices:\n%s", strings.Join(n, "\n"))
	}
}

func TestCancel(t *testing.T) {
	dir := unpack(t, traps3)
	for _, after := range []time.Duration{0, 20 * time.Millisecond, 500 * time.Millisecond} {
		ctx, cancel := context.WithCancel(context.Background())
		stopped := time.AfterFunc(after, cancel)
		s := gosource.New(gosource.Options{Catalogue: catalogue(t), Analyzers: testAnalyzers, Env: env()})
		start := time.Now()
		err := s.Scan(ctx, scanners.Target{Root: dir, Dir: dir}, newRecord())
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %v: err = %v", after, err)
		}
		if d := time.Since(start) - after; d > time.Second {
			t.Errorf("after %v: took %v more", after, d)
		}
		stopped.Stop()
	}
}

func TestSymbolicLinks(t *testing.T) {
	dir := unpack(t, plain)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	want := mustScan(t, dir, gosource.Options{}).all()
	for _, target := range []scanners.Target{{Root: link, Dir: link}, {Root: dir, Dir: link}, {Root: link, Dir: dir}} {
		r, err := scanTarget(t, target, gosource.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.all(); got != want {
			t.Errorf("%+v: got\n%s\nwant\n%s", target, got, want)
		}
	}
}

// Findings outside of the root have no path that a report could give.
func TestOutsideRoot(t *testing.T) {
	dir := unpack(t, plain)
	r, err := scanTarget(t, scanners.Target{Root: filepath.Join(dir, "a"), Dir: filepath.Join(dir, "a")}, gosource.Options{}, "../b", ".")
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, r.lines(), "a.go:6:22 flaw/call flaw is called: call better")
	if n := r.notice("packages-outside-root"); r.skipped["outside-root"] != 2 || len(n) != 1 || !strings.Contains(n[0], "example.com/plain/b") || !r.incomplete() {
		t.Errorf("skipped %v, notices %v", r.skipped, r.notices)
	}
}

func TestOverlay(t *testing.T) {
	dir := unpack(t, plain)
	r := mustScan(t, dir, gosource.Options{Overlay: map[string][]byte{
		"a/a.go":    []byte("package a\n\nimport \"strings\"\n\nfunc flaw() {}\n\nfunc F() { strings.Clone(\"\") }\n\nfunc E() { flaw() }\n"),
		"b/gen.go":  nil,
		"b/more.go": []byte("package b\n\nimport \"example.com/plain/c\"\n\nfunc N() { c.F() }\n"),
		"c/c.go":    []byte("package c\n\nfunc readHere() {}\n\nfunc flaw() {}\n\nfunc F() { flaw() }\n"),
	}})
	wantLines(t, r.lines(),
		"a/a.go:9:12 flaw/call flaw is called: call better",
		"b/more.go:5:12 tainted/call the callee calls flaw",
		"c/c.go:1:9 traps/trap package c\n\nf",
		"c/c.go:7:12 flaw/call flaw is called: call better",
	)
	if r.incomplete() || r.skipped["generated"] != 0 {
		t.Errorf("notices %v, skipped %v", r.notices, r.skipped)
	}
}

func TestDeterminism(t *testing.T) {
	dir := unpack(t, plain+broken[strings.Index(broken, "-- bad"):]+nested[strings.Index(nested, "-- sub"):])
	want := mustScan(t, dir, gosource.Options{AllowErrors: true, Tests: true}).all()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 2, 8} {
		runtime.GOMAXPROCS(procs)
		if got := mustScan(t, dir, gosource.Options{AllowErrors: true, Tests: true}).all(); got != want {
			t.Errorf("GOMAXPROCS=%d: got\n%s\nwant\n%s", procs, got, want)
		}
	}
}

// Analyzers that take what comes first by token.Pos must see the same order in
// every run.
func TestPositionsInPathOrder(t *testing.T) {
	archive := "-- go.mod --\nmodule example.com/o\n\ngo 1.26\n"
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		archive += "-- " + string(c) + ".go --\npackage o\n\nvar " + string(c) + " int\n"
	}
	var order []string
	probe := *traps
	probe.Name = "traps"
	probe.Run = func(pass *analysis.Pass) (any, error) {
		last := 0
		for _, f := range pass.Files {
			file := pass.Fset.File(f.FileStart)
			if file.Base() < last {
				order = append(order, file.Name())
			}
			last = file.Base()
			if got := pass.Fset.Position(f.Decls[0].Pos()); got.Line != 3 || got.Column != 1 {
				t.Errorf("position %v", got)
			}
		}
		return traps.Run(pass)
	}
	mustScan(t, unpack(t, archive), gosource.Options{Analyzers: []*analysis.Analyzer{&probe}})
	if len(order) > 0 {
		t.Errorf("files out of order: %v", order)
	}
}
