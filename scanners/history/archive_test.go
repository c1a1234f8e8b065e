package history

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/secrets"
)

func zipOf(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, err := w.Create(name)
	if err == nil {
		_, err = io.WriteString(m, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestArchives follows secrets in archives: their places are in members, and who
// lets one pass names the member or the archive.
func TestArchives(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a.zip": zipOf(t, "in/x", "1\nSECRET(one)\n"), "b.zip": zipOf(t, "y", "SECRET(two)\n"), "bomb.zip": zipOf(t, "z", strings.Repeat("\x00", 4<<20))})
	repo.Commit(map[string]string{"b.zip": ""})
	repo.Git("mv", "a.zip", "c.zip")
	repo.Commit(nil)
	places := func(o Options) (out []string) {
		for _, f := range scan(t, repo.Dir, o).findings {
			if f.Rule.ID == demoRule {
				out = append(out, fmt.Sprintf("%s %s %v %v", f.Location, f.Provenance.History.State, len(f.Flow), f.Suppression != nil))
			}
		}
		slices.Sort(out)
		return out
	}
	wantEqual(t, "leaks", places(Options{}), "b.zip!y removed 2 false", "c.zip!in/x:2:8 head 2 false")
	r := scan(t, repo.Dir, Options{})
	if !slices.Contains(r.said(), "archive") {
		t.Errorf("notices: %q", r.said())
	}
	if r.counts["-archive"] != 1 || r.counts["blobs"] != 2 {
		t.Errorf("counted %v", r.counts)
	}
	first := strings.TrimSpace(repo.Git("rev-list", "--max-parents=0", "HEAD"))
	ignore, malformed := secrets.ParseIgnore([]byte("c.zip!in/x:demo:2\n" + first + ":b.zip!y:demo:1\n"))
	if len(malformed) > 0 {
		t.Fatal(malformed)
	}
	wantEqual(t, "ignored leaks", places(Options{Ignore: ignore}), "b.zip!y removed 2 true", "c.zip!in/x:2:8 head 2 true")
	for _, list := range []string{`^c\.zip$`, `!in/x$`} {
		d, err := secrets.New(secrets.Options{Key: demoKey, Config: &secrets.Config{Name: "demo.toml", Data: []byte(demo + "[[allowlists]]\npaths = ['''" + list + "''']\n")}})
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "leaks let pass by "+list, places(Options{Detector: d}), "b.zip!y removed 2 false", "c.zip!in/x:2:8 head 2 true")
	}
}
