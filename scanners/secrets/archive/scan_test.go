package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

func newDetector(t *testing.T) *secrets.Detector {
	t.Helper()
	d, err := secrets.New(secrets.Options{Key: []byte("key")})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// token returns a secret of a form that nothing else has.
func token(n int) string {
	const letters = "x7KqP2mZr9TtWv4LbN8cYhJ5sGdF3aQeUo6R"
	return "ghp" + "_" + letters[n:] + letters[:n]
}

// search returns a line for each secret that is found.
func search(t *testing.T, d Detector, path, data string) []string {
	t.Helper()
	var found []string
	s := Searcher{Detector: d, Report: func(m secrets.Match) {
		at := m.Location(path)
		found = append(found, fmt.Sprintf("%s:%d:%d %s", at.Path, at.StartLine, at.StartColumn, m.Rule.ID))
	}}
	format, ok := Detect([]byte(data[:min(len(data), HeadSize)]))
	if !ok {
		t.Fatalf("%s is no archive", path)
	}
	if _, err := s.Search(context.Background(), path, format, strings.NewReader(data), int64(len(data))); err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func TestSearch(t *testing.T) {
	d := newDetector(t)
	env := func(n int) string { return "# settings\nTOKEN=" + token(n) + "\n" }
	far := strings.Repeat("a line of text\n", 60_000) + env(3)
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		inner := makeZip(t, method, file{"deep.env", env(1)})
		data := makeZip(t, method, file{"app/.env", env(0)}, file{"in.jar", inner}, file{"far", far}, file{"b.tar.gz", makeGzip(t, tarOf(t, file{"x", env(2)}))})
		want := []string{"a.zip!app/.env:2:7", "a.zip!b.tar.gz!x:2:7", "a.zip!far:60002:7", "a.zip!in.jar!deep.env:2:7"}
		for i := range want {
			want[i] += " secret/github-pat"
		}
		if got := search(t, d, "a.zip", data); !slices.Equal(got, want) {
			t.Errorf("method %d: found %q, want %q", method, got, want)
		}
	}
	// A secret that the directory of a zip file does not list.
	hidden := "PK\x03\x04 stub\nTOKEN=" + token(5) + "\n" + makeZip(t, zip.Store, file{"x", env(6)})
	if got, want := search(t, d, "a.zip", hidden), []string{"a.zip!x:2:7 secret/github-pat", "a.zip:2:7 secret/github-pat"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	// One that is no archive at all.
	for _, magic := range []string{"PK\x03\x04", "\x1f\x8b\x08", "BZh9", "\x28\xb5\x2f\xfd", "\xfd7zXZ\x00", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", strings.Repeat("\x00", 257) + "ustar"} {
		if got, want := search(t, d, "a", magic+" \nTOKEN="+token(7)+"\n"), []string{"a:2:7 secret/github-pat"}; !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", magic, got, want)
		}
	}
}

// A member whose path is excluded is passed by, and its neighbours are looked at.
func TestSearchExcludedPaths(t *testing.T) {
	d := newDetector(t)
	var looked []string
	s := Searcher{Detector: d, Commit: "c", Report: func(secrets.Match) {}, Looked: func(path string, w *window.Window, stats secrets.Stats) {
		looked = append(looked, fmt.Sprint(path, " ", w.Offset, " ", stats.PathExcluded))
	}}
	data := tarOf(t, file{"a.png", strings.Repeat("x", 2*window.Size)}, file{"b.txt", "y"})
	if _, err := s.Search(context.Background(), "a.tar", Tar, strings.NewReader(data), int64(len(data))); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a.tar 0 0", "a.tar!a.png 0 1", "a.tar!b.txt 0 0"}; !slices.Equal(looked, want) {
		t.Errorf("looked at %q, want %q", looked, want)
	}
}

// Of the archive itself its path counts: whether it is excluded, and what rules say
// that look at nothing else.
func TestSearchPath(t *testing.T) {
	d := newDetector(t)
	data := makeZip(t, zip.Store, file{"x.env", "TOKEN=" + token(1) + "\n"}, file{"key.p12", ""})
	want := []string{"a.p12!key.p12:0:0 secret/pkcs12-file", "a.p12!x.env:1:7 secret/github-pat", "a.p12:0:0 secret/pkcs12-file"}
	if got := search(t, d, "a.p12", data); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	s := Searcher{Detector: d, Report: func(m secrets.Match) { t.Errorf("found %s", m.Rule.ID) }}
	if _, err := s.Search(context.Background(), "a.png", Zip, strings.NewReader(data), int64(len(data))); !errors.Is(err, ErrExcluded) {
		t.Errorf("an excluded path: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Detect(context.Context, secrets.Fragment, func(secrets.Match)) (secrets.Stats, error) {
	return secrets.Stats{}, f.err
}

func TestSearchErrors(t *testing.T) {
	data := makeZip(t, zip.Deflate, file{"x", "y"})
	ours := errors.New("ours")
	s := Searcher{Detector: failing{ours}}
	if _, err := s.Search(context.Background(), "a", Zip, strings.NewReader(data), int64(len(data))); err != ours {
		t.Errorf("the detector's error became %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s.Detector = failing{}
	if _, err := s.Search(ctx, "a", Zip, strings.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
