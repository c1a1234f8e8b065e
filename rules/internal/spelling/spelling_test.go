package spelling_test

import (
	"testing"

	"github.com/launchlint/launchlint/rules/internal/spelling"
)

func TestNearest(t *testing.T) {
	known := []string{"corsorigin", "corsorigin/reflected", "cookieflags/secure", "cookieflags/samesite"}
	for _, test := range []struct{ name, want string }{
		{"corsorigin/reflcted", "corsorigin/reflected"},
		{"corsorigin/relfected", "corsorigin/reflected"},
		{"CorsOrigin", "corsorigin"},
		{"cookieflag/secure", "cookieflags/secure"},
		{"cookieflags/same-site", "cookieflags/samesite"},
		{"sql-injection", ""},
		{"", ""},
	} {
		if got := spelling.Nearest(test.name, known); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}
