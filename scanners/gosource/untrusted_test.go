package gosource_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gosource"
)

// hostile is a module that tries to have programs run and files read. MARK is
// the name of a program that leaves a file behind when it is started; SECRET is
// the name of a file outside of the module.
const hostile = `
-- ok/go.mod --
module evil.example/ok

go 1.24

tool evil.example/ok/cmd/t
-- ok/cmd/t/main.go --
package main

func main() {}
-- ok/a.go --
package ok

//go:generate MARK

func flaw() {}

func F() { flaw() }
-- ok/cgo/cgo.go --
package cgo

// #cgo CFLAGS: -fplugin=MARK
// #cgo pkg-config: --define-variable=x=MARK evil
// #include "SECRET"
import "C"
-- ok/asm/asm.go --
package asm

func f()
-- ok/asm/asm.s --
#include "SECRET"
TEXT ·f(SB),0,$0
	RET
-- ok/missing/m.go --
package missing

import _ "corp.invalid/secret/lib"
-- ok/quoting/q.go --
package quoting

var _ int = "topsecret in a type error"
-- toolchain/go.mod --
module evil.example/toolchain

go 1.999.0

toolchain go1.999.0
-- toolchain/a.go --
package toolchain
-- replaced/go.mod --
module evil.example/replaced

go 1.24

require corp.invalid/lib v1.0.0

replace corp.invalid/lib => OUTSIDE
-- replaced/a.go --
package replaced

import _ "corp.invalid/lib"
-- work/go.work --
go 1.24

use ./m
use OUTSIDE
-- work/m/go.mod --
module evil.example/m

go 1.24
-- work/m/m.go --
package m

func flaw() {}

func F() { flaw() }
-- bombs/go.mod --
module evil.example/bombs

go 1.24
-- bombs/big.go --
package bombs

const big = 1 << 1000000000

var arr [1 << 62]int

type T[P any] struct{ f *T[T[P]] }
`

func TestUntrusted(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the standard library into a cache of its own")
	}
	outside := t.TempDir()
	mark := filepath.Join(outside, "mark.sh")
	executed := filepath.Join(outside, "EXECUTED")
	secret := filepath.Join(outside, "secret.txt")
	for name, text := range map[string]string{
		mark:                             "#!/bin/sh\necho run >> " + executed + "\n",
		secret:                           "topsecret line of a file\n",
		filepath.Join(outside, "go.mod"): "topsecret directive\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	archive := strings.NewReplacer("MARK", mark, "SECRET", secret, "OUTSIDE", outside).Replace(hostile) + vendored
	archive += "-- bombs/deep.go --\npackage bombs\n\nvar x = " + strings.Repeat("(", 50000) + "1" + strings.Repeat(")", 50000) + "\n"
	dir := unpack(t, archive)
	// A go.mod and a Go file that are links to a file outside.
	for _, name := range []string{"linked/go.mod", "ok/linked/l.go"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(secret, name); err != nil {
			t.Skip(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "linked", "a.go"), []byte("package linked\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	fsmonitor(t, filepath.Join(dir, "ok"), mark)
	// The stranger cannot reach the environment; it is hostile here to show that
	// nothing of it is taken over.
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("HOME", cache)
	modcache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	environ := append(os.Environ(), "GOFLAGS=-toolexec="+mark, "GOPACKAGESDRIVER="+mark, "CC="+mark, "CGO_ENABLED=1", "GOMODCACHE="+strings.TrimSpace(string(modcache)))

	r := mustScan(t, dir, gosource.Options{Untrusted: true, Env: environ})
	wantLines(t, r.lines(),
		"ok/a.go:7:12 flaw/call flaw is called: call better",
		"vendored/v.go:7:21 flaw/call flaw is called: call better",
		"work/m/m.go:5:12 flaw/call flaw is called: call better",
	)
	if _, err := os.Stat(executed); err == nil {
		t.Error("a program of the module's choice was run")
	}
	if all := r.all(); strings.Contains(all, "topsecret") {
		t.Errorf("text of a file is quoted:\n%s", all)
	}
	if !r.incomplete() || r.skipped["excluded-by-build-constraints"] != 1 {
		t.Errorf("skipped %v", r.skipped)
	}
	for _, want := range []string{"evil.example/ok/missing", "evil.example/ok/quoting", "evil.example/bombs", "load toolchain", "load linked"} {
		if !strings.Contains(r.all(), want) {
			t.Errorf("nothing is said of %s in\n%s", want, r.all())
		}
	}
	if entries, err := os.ReadDir(filepath.Join(cache, "launchlint")); err != nil || len(entries) != 1 {
		t.Errorf("the build cache: %v, %v", entries, err)
	}
}

// fsmonitor makes dir a git repository whose configuration names a program that
// git status starts.
func fsmonitor(t *testing.T, dir, program string) {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		return
	}
	for _, args := range [][]string{
		{"init", "-q"},
		{"add", "a.go"},
		{"-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "x"},
		{"config", "core.fsmonitor", program},
	} {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatal(fmt.Errorf("git %v: %w: %s", args, err, out))
		}
	}
}

// Version control information is not stamped for the user's own code either.
func TestNoVersionStamp(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule example.com/v\n\ngo 1.26\n-- a.go --\npackage main\n\nfunc main() {}\n")
	mark := filepath.Join(t.TempDir(), "mark.sh")
	executed := mark + ".EXECUTED"
	if err := os.WriteFile(mark, []byte("#!/bin/sh\necho run >> "+executed+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	fsmonitor(t, dir, mark)
	mustScan(t, dir, gosource.Options{Env: env("GOFLAGS=-buildvcs=true")})
	if _, err := os.Stat(executed); err == nil {
		t.Error("git was started")
	}
}
