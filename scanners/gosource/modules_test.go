package gosource_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

const nested = `
-- go.mod --
module example.com/top

go 1.26

ignore ./ignored
-- top.go --
package top

func flaw() {}

func F() { flaw() }
-- ignored/x.go --
package ignored

func flaw() {}

func F() { flaw() }
-- sub/tool/go.mod --
module example.com/tool

go 1.26
-- sub/tool/tool.go --
package tool

func flaw() {}

func F() { flaw() }
-- testdata/mod/go.mod --
module example.com/fixture

go 1.26
-- testdata/mod/x.go --
package x

func flaw() {}

func F() { flaw() }
-- node_modules/lib/x.go --
package lib

func flaw() {}

func F() { flaw() }
-- web/go.mod --
module example.com/web

go 1.26
`

func TestNestedModules(t *testing.T) {
	dir := unpack(t, nested)
	r := mustScan(t, dir, gosource.Options{})
	wantLines(t, r.lines(),
		"sub/tool/tool.go:5:12 flaw/call flaw is called: call better",
		"top.go:5:12 flaw/call flaw is called: call better",
	)
	if r.skipped["testdata"] != 1 || r.skipped["node_modules"] != 1 || r.skipped["ignored-in-go.mod"] != 1 || r.scanned["packages"] != 2 {
		t.Errorf("skipped %v, scanned %v", r.skipped, r.scanned)
	}

	// A pattern means what it means to the go command, and what it leaves out is named.
	r = mustScan(t, dir, gosource.Options{}, "./...")
	wantLines(t, r.lines(), "top.go:5:12 flaw/call flaw is called: call better")
	if n := r.notice("nested-modules"); len(n) != 1 || !strings.Contains(n[0], "sub/tool") || r.incomplete() {
		t.Errorf("notices: %v", r.notices)
	}

	// One that names a directory of another module is resolved in that module.
	r = mustScan(t, dir, gosource.Options{}, "./sub/tool", ".")
	wantLines(t, r.lines(),
		"sub/tool/tool.go:5:12 flaw/call flaw is called: call better",
		"top.go:5:12 flaw/call flaw is called: call better",
	)
	r = mustScan(t, dir, gosource.Options{}, "./sub/...")
	wantLines(t, r.lines(), "sub/tool/tool.go:5:12 flaw/call flaw is called: call better")
	r = mustScan(t, dir, gosource.Options{}, "./to...", "./...")
	wantLines(t, r.lines(), "top.go:5:12 flaw/call flaw is called: call better")
	r = mustScan(t, dir, gosource.Options{}, "example.com/top")
	wantLines(t, r.lines(), "top.go:5:12 flaw/call flaw is called: call better")
	r = mustScan(t, dir, gosource.Options{}, filepath.Join(dir, "sub", "tool", "tool.go"))
	wantLines(t, r.lines(), "sub/tool/tool.go:5:12 flaw/call flaw is called: call better")

	// The start may itself be in testdata.
	sub := filepath.Join(dir, "testdata", "mod")
	r, err := scanTarget(t, scanners.Target{Root: dir, Dir: sub}, gosource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, r.lines(), "testdata/mod/x.go:5:12 flaw/call flaw is called: call better")
}

// Without a module around it, a pattern covers the modules below it.
func TestModulesBelowPattern(t *testing.T) {
	dir := unpack(t, nested)
	if err := os.Remove(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	r := mustScan(t, dir, gosource.Options{}, "./...")
	wantLines(t, r.lines(), "sub/tool/tool.go:5:12 flaw/call flaw is called: call better")
	if r.skipped["go-files-outside-modules"] != 2 || len(r.notice("go-files-outside-modules")) != 1 {
		t.Errorf("skipped %v, notices %v", r.skipped, r.notices)
	}
}

func TestWorkspace(t *testing.T) {
	dir := unpack(t, `
-- go.work --
go 1.26

use (
	./app
	./lib
)
-- app/go.mod --
module example.com/app

go 1.26
-- app/app.go --
package app

import "example.com/lib"

func F() { lib.F() }
-- lib/go.mod --
module example.com/lib

go 1.26
-- lib/lib.go --
package lib

func flaw() {}

func F() { flaw() }
-- alone/go.mod --
module example.com/alone

go 1.26
-- alone/alone.go --
package alone

func flaw() {}

func F() { flaw() }
`)
	r := mustScan(t, dir, gosource.Options{})
	// The fact about lib.F reaches app, which is another module.
	wantLines(t, r.lines(),
		"alone/alone.go:5:12 flaw/call flaw is called: call better",
		"app/app.go:5:12 tainted/call the callee calls flaw",
		"lib/lib.go:5:12 flaw/call flaw is called: call better",
	)
	if n := r.notice("module-outside-workspace"); len(n) != 1 || !strings.Contains(n[0], "alone") || r.incomplete() {
		t.Errorf("notices: %v", r.notices)
	}
	app := scanners.Target{Root: dir, Dir: filepath.Join(dir, "app")}
	if r, err := scanTarget(t, app, gosource.Options{}); err != nil || r.incomplete() || r.scanned["packages"] != 1 {
		t.Errorf("in a directory of the workspace: %v, %v, %v", err, r.notices, r.scanned)
	}
	if r, err := scanTarget(t, app, gosource.Options{Env: env("GOWORK=off")}); err != nil || !r.incomplete() {
		t.Errorf("GOWORK=off must lose lib: %v, %v", err, r.notices)
	}
}

const vendored = `
-- vendored/go.mod --
module example.com/v

go 1.26

require corp.invalid/lib v1.0.0
-- vendored/v.go --
package v

import "corp.invalid/lib"

func flaw() {}

func F() { lib.F(); flaw() }
-- vendored/vendor/modules.txt --
# corp.invalid/lib v1.0.0
## explicit; go 1.26
corp.invalid/lib
-- vendored/vendor/corp.invalid/lib/lib.go --
package lib

func flaw() {}

func F() { flaw() }
`

// Dependencies in a vendor directory are used, and are not analysed themselves.
func TestVendor(t *testing.T) {
	r := mustScan(t, unpack(t, vendored), gosource.Options{})
	wantLines(t, r.lines(), "vendored/v.go:7:21 flaw/call flaw is called: call better")
	if r.incomplete() || r.skipped["vendor"] != 1 || r.scanned["packages"] != 1 {
		t.Errorf("notices %v, skipped %v, scanned %v", r.notices, r.skipped, r.scanned)
	}
}

// The platform is the one that the environment of the go command says.
func TestPlatform(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/p

go 1.26
-- p.go --
package p
-- p_plan9.go --
package p

func flaw() {}

func F() { flaw() }
`)
	wantLines(t, mustScan(t, dir, gosource.Options{Env: env("GOOS=plan9", "GOARCH=386")}).lines(), "p_plan9.go:5:12 flaw/call flaw is called: call better")
	if r := mustScan(t, dir, gosource.Options{}); len(r.findings) > 0 || r.skipped["files-excluded-by-build-constraints"] != 1 {
		t.Errorf("findings %v, skipped %v", r.lines(), r.skipped)
	}
}

func TestNoModule(t *testing.T) {
	empty := t.TempDir()
	if _, err := scanDir(t, empty, gosource.Options{}); err == nil || !strings.Contains(err.Error(), "no go.mod in") {
		t.Errorf("err = %v", err)
	}
	loose := unpack(t, "-- x.go --\npackage x\n")
	if _, err := scanDir(t, loose, gosource.Options{}); err == nil || !strings.Contains(err.Error(), "go mod init") {
		t.Errorf("err = %v", err)
	}
	for _, dir := range []string{empty, loose} {
		r := mustScan(t, dir, gosource.Options{Optional: true})
		if n := r.notice("no-go-packages"); len(n) != 1 || r.incomplete() {
			t.Errorf("notices: %+v", r.notices)
		}
	}
}

func TestNoPackages(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule example.com/m\n\ngo 1.26\n-- empty/README --\nnothing\n-- t/x_test.go --\npackage t\n")
	for _, patterns := range [][]string{{"./empty"}, {"./nowhere/..."}, {"./empty/..."}, {"./t"}, {"example.com/m/none/..."}, {"./none.go"}} {
		if r, err := scanDir(t, dir, gosource.Options{}, patterns...); err == nil {
			t.Errorf("%v: no error; notices %v", patterns, r.notices)
		} else {
			t.Logf("%v: %v", patterns, err)
		}
	}
	if r, err := scanDir(t, dir, gosource.Options{}, "example.com/m/none"); err == nil && !r.incomplete() {
		t.Errorf("a missing package is complete")
	}
	if err := os.RemoveAll(filepath.Join(dir, "t")); err != nil {
		t.Fatal(err)
	}
	if _, err := scanDir(t, dir, gosource.Options{}); err == nil || !strings.Contains(err.Error(), "no Go packages") {
		t.Errorf("err = %v", err)
	}
}

func TestGoCommandMissing(t *testing.T) {
	dir := unpack(t, nested)
	t.Setenv("PATH", t.TempDir())
	if _, err := scanDir(t, dir, gosource.Options{}); err == nil || !strings.Contains(err.Error(), "install Go") {
		t.Errorf("err = %v", err)
	}
	r := mustScan(t, dir, gosource.Options{Optional: true})
	if len(r.notice("go-not-analysed")) != 1 || !r.incomplete() {
		t.Errorf("notices: %+v", r.notices)
	}
}

func TestUnparsableGoMod(t *testing.T) {
	dir := unpack(t, nested+"-- bad/go.mod --\nmodule example.com/bad\n\nfrobnicate\n-- bad/x.go --\npackage x\n")
	r := mustScan(t, dir, gosource.Options{})
	if len(r.lines()) != 2 {
		t.Errorf("the other modules must be analysed: %v", r.lines())
	}
	if n := r.notice("module-not-loaded"); len(n) != 1 || !strings.Contains(n[0], "frobnicate") || !r.incomplete() {
		t.Errorf("notices: %+v", r.notices)
	}
	if _, err := scanDir(t, dir, gosource.Options{}, "./bad"); err == nil || !strings.Contains(err.Error(), "frobnicate") {
		t.Errorf("err = %v", err)
	}
}

func TestExcludedPackages(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/x

go 1.26
-- ok/ok.go --
package ok
-- onlycgo/c.go --
package onlycgo

// int f(void) { return 1; }
import "C"

func F() int { return int(C.f()) }
-- onlytag/t.go --
//go:build special

package onlytag
-- onlytest/x_test.go --
package onlytest
`)
	noCgo := env("CGO_ENABLED=0")
	for _, patterns := range [][]string{nil, {"./..."}, {"./onlycgo", "./onlytag", "./ok"}} {
		r := mustScan(t, dir, gosource.Options{Env: noCgo}, patterns...)
		n := r.notice("excluded-by-build-constraints")
		if r.skipped["excluded-by-build-constraints"] != 2 || len(n) != 1 || !strings.Contains(n[0], "onlycgo, onlytag") || r.incomplete() {
			t.Errorf("%v: skipped %v, notices %v", patterns, r.skipped, r.notices)
		}
		if r.scanned["packages"] != 1 {
			t.Errorf("%v: scanned %v", patterns, r.scanned)
		}
	}
	r := mustScan(t, dir, gosource.Options{Env: noCgo, Tags: []string{"special"}})
	if r.skipped["excluded-by-build-constraints"] != 1 {
		t.Errorf("skipped %v", r.skipped)
	}
}

// Findings in files that import "C" stand in those files, not in what cgo makes
// of them.
func TestCgo(t *testing.T) {
	if !slices.ContainsFunc([]string{"gcc", "cc", "clang"}, func(cc string) bool { return onPath(cc) }) {
		t.Skip("no C compiler")
	}
	dir := unpack(t, `
-- go.mod --
module example.com/c

go 1.26
-- c.go --
package c

// int f(void) { return 1; }
import "C"

func flaw() {}

func F() int {
	flaw()
	flaw() //launchlint:ignore flaw/call known
	return int(C.f())
}
-- gen.go --
// Code generated by hand. DO NOT EDIT.

package c

import "C"

func G() { flaw() }
`)
	r := mustScan(t, dir, gosource.Options{Env: env("CGO_ENABLED=1")})
	wantLines(t, r.lines(),
		"c.go:10:2 flaw/call flaw is called: call better [directive: known]",
		"c.go:9:2 flaw/call flaw is called: call better",
	)
	if r.skipped["generated"] != 1 || r.scanned["go files"] != 2 {
		t.Errorf("skipped %v, scanned %v", r.skipped, r.scanned)
	}
	for _, f := range r.findings {
		if len(f.Fixes) > 0 {
			t.Errorf("%s: a fix for a file that cgo rewrote", f.Location)
		}
	}
}

func onPath(name string) bool {
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}
