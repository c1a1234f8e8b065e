// Package plain holds constants, branches, operators and calls.
package plain

import (
	"cmp"
	"fmt"
	"os"
	"strings"
)

func probe(any) {}

const star = "*"

var global = "one"

var written = "one"

func setWritten() { written = "two" }

func constants() {
	probe("*")            // want `{"\*"}`
	probe(star)           // want `{"\*"}`
	probe("a" + star)     // want `{"a\*"}`
	probe(true)           // want `{true}`
	probe(!true)          // want `{false}`
	probe(3)              // want `^.3}`
	probe(nil)            // want `{nil}`
	probe([]byte("raw"))  // want `{"raw"}`
	probe(error(nil))     // want `{nil}`
	probe(global)         // want `{"one"}`
	probe(written)        // want `{"one"\? \| "two"\?}`
	probe(len("four"))    // want `^.4}`
	probe("a" == "a")     // want `{true}`
	probe(len(star) == 0) // want `{false}`
}

func branches(b bool) {
	s := "x"
	if b {
		s = "y"
	}
	probe(s) // want `{"x"\? \| "y"\?}`
	t := "same"
	if b {
		t = "same"
	}
	probe(t) // want `{"same"}`
	const debug = false
	u := "safe"
	if debug {
		u = "loose"
	}
	probe(u) // want `{"safe"}`
	for range 3 {
		u += "."
	}
	probe(u) // want `{"safe"\? \| text\(.*`
}

func strs(s string) {
	probe(strings.ToUpper("x"))                  // want `{"X"}`
	probe(strings.TrimSuffix("a/", "/"))         // want `{"a"}`
	probe(strings.Split("a,b", ","))             // want `{\[{"a"} {"b"}\]}`
	probe(fmt.Sprintf("https://%s", "a"))        // want `{text\({"https://%s"}\+{"a"}\)}`
	probe("https://" + s)                        // want `{text\({"https://"}\+{opaque`
	probe(cmp.Or(os.Getenv("ORIGIN"), "*"))      // want `{config0\(ORIGIN default "\*"\)}`
	probe(s == "x")                              // want `{test\({opaque\(.*\)} == {"x"}\)}`
	probe(!(s == "x"))                           // want `{test\({opaque\(.*\)} != {"x"}\)}`
	probe(strings.TrimSpace(strings.ToLower(s))) // want `{opaque\(a parameter`
}

func pick(n int) string {
	if n > 0 {
		return "many"
	}
	return "none"
}

func ident(s string) string { return s }

func two() (string, error) { return "first", nil }

func recursive(n int) string {
	if n == 0 {
		return "end"
	}
	return recursive(n - 1)
}

func calls() {
	probe(pick(1))       // want `{"many"\? \| "none"\?}`
	probe(ident("a"))    // want `{"a"}`
	probe(ident("b"))    // want `{"b"}`
	probe(recursive(40)) // want `{"end"`
	s, err := two()
	probe(s)   // want `{"first"}`
	probe(err) // want `{nil}`
	f := func() string { return "closure" }
	probe(f()) // want `{"closure"}`
	captured := "c"
	func() {
		probe(captured) // want `{"c"}`
	}()
	later := "before"
	defer func() {
		probe(later) // want `{"before"\? \| "after"\?}`
	}()
	later = "after"
	probe(f) // want `func calls\$1`
}

func onlyCalledHere(s string, deny bool) {
	probe(s)    // want `{"p"\? \| "q"\?}`
	probe(deny) // want `{true\? \| true\?}`
}

func callsIt() {
	onlyCalledHere("p", true)
	onlyCalledHere("q", true)
}

// Exported may be called by others.
func Exported(s string) {
	probe(s) // want `{opaque\(a parameter`
}

type generic[T any] struct{ v T }

func (g *generic[T]) get() T { return g.v }

func generics() {
	g := &generic[string]{v: "g"}
	probe(g.v)     // want `{"g"}`
	probe(g.get()) // want `{"g"}`
}
