package gosource_test

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gosource"
)

// Each call of flaw in the file is named by a comment: "seen" where it must be
// reported although an import is missing, "cut" where what it depends on has no
// type, so that nothing can be said.
const missingImport = `
-- go.mod --
module example.com/m

go 1.26
-- m.go --
package m

import (
	"fmt"
	"strings"

	"corp.invalid/lib"
)

func flaw(...any) {}

var (
	logger      = lib.New()
	name string = lib.Name()
	size        = len(fmt.Sprint(1))
	hook        = func() {
		lib.Call()
		flaw() // seen
	}
	_ = lib.Register(func() { flaw() })
)

const limit = lib.Limit

var alone = lib.New()

type store struct {
	client lib.Client
	n      int
}

type alias lib.Client

func init() { lib.Setup() }

func calls(n int) {
	logger.Info("x")
	flaw() // seen
	lib.Call(n)
	c := lib.Open()
	flaw(c)         // cut
	defer c.Close() // cut
	flaw(n)         // seen
	flaw(size, hook) // seen
	flaw(limit)     // cut
	a, b := 1, lib.Two()
	flaw(b) // cut
	flaw(a) // cut
	go func() {
		lib.Call()
		flaw() // seen
	}()
	switch n {
	case 1:
		lib.Call()
		flaw() // seen
	default:
		if n > 3 {
			lib.Call()
		} else if n > 2 {
			flaw() // seen
		}
	}
	for i := range n {
		lib.Call(i)
		flaw(i) // seen
	}
	func() {
		if lib.Ready() {
			flaw() // cut
		}
	}()
	flaw() // seen
}

func assigned(ok bool) {
	secure := false
	flaw(secure) // cut
	secure = lib.Secure()
	flaw(secure) // cut
	var cfg struct{ a int }
	lib.Load(&cfg)
	flaw(cfg.a) // cut
	flaw(ok)    // seen
}

func guarded(n int) {
	flaw() // cut
	if lib.Allowed(n) {
		return
	}
	flaw() // cut
}

func returns(n int) (int, error) {
	if n > 0 {
		flaw() // seen
		return 0, lib.Wrap(nil)
	}
	if n < 0 {
		panic(lib.Wrap(nil))
	}
	flaw() // seen
	return 1, fmt.Errorf("%s", strings.ToUpper("x"))
}

func takes(c lib.Client) { flaw() } // cut

func passes() {
	takes(nil)
	flaw() // seen
}

func (s *store) method() {
	s.n++
	flaw(s.n) // seen
	s.client.Do()
	flaw(s.client) // cut
	var x any = s
	flaw(x) // seen
}

func (c lib.Client) foreign() { flaw() } // cut

func generic[T any](t T) { lib.Call(t); flaw(t) } // seen

func uses() { generic(1); generic[lib.Client](nil) }

func wrong(n int) int {
	takes2(1, 2, 3)
	flaw() // seen
	var s string = n
	flaw(s) // cut
	return n
}

func open(n int) int {
	flaw() // cut
}

func takes2(a int) {}

func labels(n int) {
loop:
	for {
		lib.Call()
		flaw() // seen
		break loop
	}
}

func waits() {
	flaw() // cut
	select {
	case <-lib.Done():
	default:
		flaw() // cut
	}
}
`

func TestRepair(t *testing.T) {
	dir := unpack(t, missingImport)
	r := mustScan(t, dir, gosource.Options{AllowErrors: true})
	got := make(map[int]bool)
	for _, f := range r.findings {
		if f.Rule.ID == "flaw/call" {
			got[f.Location.StartLine] = true
		}
	}
	_, file, _ := strings.Cut(missingImport, "-- m.go --\n")
	for i, line := range strings.Split(file, "\n") {
		want := strings.HasSuffix(line, "// seen")
		if want != got[i+1] {
			t.Errorf("m.go:%d: reported is %v: %s", i+1, got[i+1], line)
		}
	}
	if n := r.notice("analyzer-fault"); len(n) > 0 {
		t.Errorf("notices: %v", n)
	}
}

func TestRepairSyntaxError(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/m

go 1.26
-- m.go --
package m

func flaw() {}

func before() { flaw() }

func wrong() {
	if {
		flaw()
	}
}

func after() {
	flaw()
	wrong()
}
`)
	r := mustScan(t, dir, gosource.Options{AllowErrors: true})
	wantLines(t, r.lines(),
		"m.go:14:2 flaw/call flaw is called: call better",
		"m.go:5:17 flaw/call flaw is called: call better",
	)
	if n := r.notice("analyzer-fault"); len(n) > 0 {
		t.Errorf("notices: %v", n)
	}
}

// A declaration that is cut takes the initial values of its variables with it.
func TestRepairVariables(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/m

go 1.26
-- m.go --
package m

func flaw() int { return 0 }

func before() { flaw() }

var (
	one = flaw()
	x.Call().Then("*")
`)
	r := mustScan(t, dir, gosource.Options{AllowErrors: true})
	wantLines(t, r.lines(), "m.go:5:17 flaw/call flaw is called: call better")
	if n := r.notice("analyzer-fault"); len(n) > 0 {
		t.Errorf("notices: %v", n)
	}
}
