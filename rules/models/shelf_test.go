package models

import (
	"slices"
	"testing"
)

// TestShelf wants every row found by its name, and by the path of its package,
// without all files being read.
func TestShelf(t *testing.T) {
	modules, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range modules {
		if got := Get(m.Path); got == nil || got.File != m.File {
			t.Errorf("%s: Get(%q) = %v", m.File, m.Path, got)
		}
		for _, r := range m.Rows {
			at := func(have *Row) bool {
				return have.Line == r.Line && have.Module.File == m.File && have.Role == r.Role && have.Name == r.Name
			}
			if !slices.ContainsFunc(Lookup(r.Name), at) {
				t.Errorf("%s:%d: Lookup(%q) does not have it", m.File, r.Line, r.Name)
			}
			if !slices.ContainsFunc(Of(plainPath(r.Package)), func(have *Module) bool { return have.File == m.File }) {
				t.Errorf("%s:%d: Of(%q) does not have the file", m.File, r.Line, r.Package)
			}
		}
	}
	if list := Of("net/http"); len(list) != 1 || list[0].Path != "std" {
		t.Errorf("Of(net/http) = %v", list)
	}
	if list := Of("example.com/unknown"); len(list) != 0 {
		t.Errorf("Of(example.com/unknown) = %v", list)
	}
}

func plainPath(path string) string {
	if n := len(path) - len("/..."); n > 0 && path[n:] == "/..." {
		return path[:n] + "/deep/below"
	}
	return path
}
