package app

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

// TestRoutes compares the routes of the running portal with routes.txt, which
// launchlint's tests hold its own list to.
func TestRoutes(t *testing.T) {
	data, err := os.ReadFile("../../routes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(data)) {
		if fields := strings.Fields(line); len(fields) >= 2 {
			want = append(want, fields[0]+" "+fields[1])
		}
	}
	var got []string
	walk := func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		got = append(got, method+" "+strings.TrimSuffix(pattern, "/"))
		return nil
	}
	if err := chi.Walk(newPortal(t).handler.(chi.Routes), walk); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the portal serves\n%s\nroutes.txt has\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
