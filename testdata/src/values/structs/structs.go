// Package structs holds option structs as libraries take them.
package structs

import (
	"fmt"
	"net/http"
)

type Options struct {
	Origins     []string
	Credentials bool
	Func        func(string) bool
	Nested      Inner
}

type Inner struct{ On bool }

func probeField(v any, name string) {}

func Default() Options

func literal() {
	probeField(Options{Origins: []string{"*"}}, "Origins")      // want `{\[{"\*"}\]}`
	probeField(Options{Origins: []string{"*"}}, "Credentials")  // want `{false implicit}`
	probeField(&Options{Credentials: true}, "Credentials")      // want `{true}`
	probeField(Options{}, "Origins")                            // want `{nil implicit}`
	probeField(Options{Func: allow}, "Func")                    // want `{func allow}`
	probeField(Options{nil, true, nil, Inner{}}, "Credentials") // want `{true}`
}

func allow(string) bool { return true }

func later(b bool) {
	o := Options{}
	o.Origins = []string{"a"}
	if b {
		o.Credentials = true
	}
	probeField(o, "Origins")     // want `{\[{"a"}\]}`
	probeField(o, "Credentials") // want `{false implicit \| true\?}`
	o.Credentials = false
	probeField(o, "Credentials") // want `{false}`
}

func started() {
	o := Default()
	probeField(o, "Origins") // want `{opaque\(the result of a call\)}`
	o.Origins = []string{"*"}
	probeField(o, "Origins")     // want `{\[{"\*"}\]}`
	probeField(o, "Credentials") // want `{opaque\(the result of a call\)}`
}

func build(origin string) Options {
	o := Options{Credentials: true}
	o.Origins = append(o.Origins, origin)
	return o
}

func built() {
	probeField(build("*"), "Origins")     // want `"\*"`
	probeField(build("*"), "Credentials") // want `{true}`
	o := build("x")
	o.Credentials = false
	probeField(o, "Credentials") // want `{false}`
}

var global = Options{Credentials: true, Nested: Inner{On: true}}

func globals() {
	probeField(global, "Credentials")  // want `{true}`
	probeField(&global, "Credentials") // want `{true}`
	probeField(global.Nested, "On")    // want `{true}`
}

func param(o Options) {
	probeField(o, "Credentials") // want `{true}`
}

func passes() { param(Options{Credentials: true}) }

type holder struct{ opts Options }

func newHolder() *holder { return &holder{opts: Options{Credentials: true}} }

func (h *holder) use() {
	probeField(h.opts, "Credentials") // want `{true\?`
}

func choose(b bool) {
	o := Options{Credentials: true}
	if b {
		o = Options{Origins: []string{"x"}}
	}
	probeField(o, "Credentials") // want `{true\? \| false implicit}`
}

func Made() *Options

func rewritten(b bool, in *Options) {
	o := Made()
	o.Credentials = true
	probeField(o, "Credentials") // want `{true}`
	o.Credentials = false
	probeField(o, "Credentials") // want `{false}`
	probeField(o, "Func")        // want `opaque`
	in.Credentials = true
	probeField(in, "Credentials") // want `{true}`
	if b {
		in.Func = allow
	}
	probeField(in, "Func") // want `{func allow.* opaque`
}

var (
	Exported = true
	hidden   = true
	Unset    bool
)

func variables() {
	probeField(Options{Credentials: Exported}, "Credentials") // want `{true shared}`
	probeField(Options{Credentials: hidden}, "Credentials")   // want `{true}`
	probeField(Options{Credentials: Unset}, "Credentials")    // want `{false implicit shared}`
}

func read(c *http.Cookie) {
	fmt.Println(c)
	probeField(c, "Secure")   // want `{false implicit}`
	probeField(c, "HttpOnly") // want `{true}`
}

func passed() { read(&http.Cookie{HttpOnly: true}) }
