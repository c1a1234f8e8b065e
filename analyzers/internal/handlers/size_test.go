package handlers

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// TestFactSize holds the facts of a package with far more routes than any
// program has to a megabyte, and wants it said that some are left out.
func TestFactSize(t *testing.T) {
	var src strings.Builder
	src.WriteString("package big\n\nimport \"net/http\"\n")
	src.WriteString("func handle(w http.ResponseWriter, r *http.Request) {}\n")
	var open, shut string
	for i := range 8 {
		name := fmt.Sprintf("middleware%dWithALongName", i)
		fmt.Fprintf(&src, "func %s(next http.Handler) http.Handler { return next }\n", name)
		open, shut = open+name+"(", shut+")"
	}
	for f := range 3 {
		fmt.Fprintf(&src, "func Register%d(mux *http.ServeMux) {\n", f)
		for i := range 800 {
			fmt.Fprintf(&src, "mux.Handle(\"GET /api/v1/organisations/{organisation}/section%d/things%d/{thing}\", %shttp.HandlerFunc(handle)%s)\n", f, i, open, shut)
		}
		src.WriteString("}\n")
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "src", "big"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "src", "big", "big.go"), []byte(src.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, r := range analysistest.Run(silent{}, dir, Analyzer, "big") {
		var encoded bytes.Buffer
		routes := 0
		for _, facts := range r.Facts {
			for _, fact := range facts {
				if err := gob.NewEncoder(&encoded).Encode(fact); err != nil {
					t.Fatal(err)
				}
				for _, b := range fact.(*registers).Bases {
					routes += len(b.Routes)
				}
			}
		}
		if encoded.Len() > 1<<20 {
			t.Errorf("the facts take %d bytes, want at most a megabyte", encoded.Len())
		}
		if routes < 1000 {
			t.Errorf("the facts have %d routes; the bound is too low to test", routes)
		}
		if !r.Result.(*Result).Cut {
			t.Error("nothing says that routes are missing")
		}
		t.Logf("%d routes in %d bytes", routes, encoded.Len())
	}
}

// silent takes analysistest's complaints about facts that no comment wants.
type silent struct{}

func (silent) Errorf(string, ...any) {}
