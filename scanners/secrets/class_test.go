package secrets

import "testing"

// Paths of one class lead to the same matches; those that the rules tell apart are
// of different ones.
func TestPathClass(t *testing.T) {
	d := corrected(t)
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"cmd/a.go", "internal/b.go", true},
		{"README.md", "docs/NOTES", true},
		{"a.go", "a.py", false},
		{"a.go", "vendor/github.com/x/a.go", false},
		{"a.png", "b.JPG", true},
		{"a.png", "a.txt", false},
		{"key.p12", "key.pem", false},
		{"", "README.md", false},
	} {
		if same := d.PathClass(c.a) == d.PathClass(c.b); same != c.same {
			t.Errorf("%q and %q: one class is %v, want %v", c.a, c.b, same, c.same)
		}
	}
}
