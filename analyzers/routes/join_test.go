package routes

import "testing"

func TestPackageOf(t *testing.T) {
	for key, want := range map[string]string{
		"example.com/web/api.List":          "example.com/web/api",
		"(*example.com/web/api.Server).Get": "example.com/web/api",
		"(*example.com/a.b/api.Server).Get": "example.com/a.b/api",
		"example.com/web/api.New$1":         "example.com/web/api",
		"(*main.Server).Get":                "main",
		"":                                  "",
	} {
		if got := packageOf(key); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", key, got, want)
		}
	}
}
