package novel

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func zipOf(t *testing.T, method uint16, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	must(t, err)
	_, err = io.WriteString(m, text)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func tarOf(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	must(t, w.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o600}))
	_, err := io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func gzipOf(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

// Secrets in the archives of a history are found once, with the member they are in.
func TestArchives(t *testing.T) {
	g := newGenerator(7)
	s := newSandbox(t)
	tokens := make([]string, 6)
	for i := range tokens {
		tokens[i] = g.token()
	}
	text := func(i int) string { return "a line\nt = " + tokens[i] + "\n" }
	files := []struct{ path, text, member string }{
		{"a.zip", zipOf(t, zip.Deflate, "d/x", text(0)), "d/x"},
		{"b.zip", zipOf(t, zip.Store, "x", text(1)), "x"},
		{"c.tar", tarOf(t, "../x", text(2)), "%2E%2E/x"},
		{"d.env.gz", gzipOf(t, text(3)), "d.env"},
		{"e.zip", zipOf(t, zip.Deflate, "in.zip", zipOf(t, zip.Deflate, "x", text(4))), "in.zip!x"},
		{"f.zip", "PK\x03\x04\n" + text(5), ""}, // no archive
		{"bomb.gz", gzipOf(t, strings.Repeat("\x00", 8<<20)), ""},
		{"logo.png", zipOf(t, zip.Deflate, "x", text(0)+"\n"), ""},
	}
	ids := make(map[objects.ID]int)
	for i, f := range files {
		ids[s.versions(f.path, f.text)[0]] = i
	}
	s.git("", "repack", "-adfq")
	o := Options{
		Detector: newDetector(t, secrets.Options{Key: []byte("key")}),
		Paths:    func(id objects.ID) ([]string, bool) { return []string{files[ids[id]].path}, true },
	}
	r := scan(t, s.open(objects.Limits{}), o)
	var got, left []string
	for _, h := range r.Hits {
		f := files[ids[h.Object]]
		got = append(got, fmt.Sprintf("%s:%d", h.Path(f.path), h.StartLine))
		if h.Member != f.member {
			t.Errorf("%s: found in member %q, want %q", f.path, h.Member, f.member)
		}
	}
	slices.Sort(got)
	if want := []string{"a.zip!d/x:2", "b.zip!x:2", "c.tar!%2E%2E/x:2", "d.env.gz!d.env:2", "e.zip!in.zip!x:2", "f.zip:3"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for _, a := range r.Archives {
		left = append(left, a.Outcome.String())
	}
	slices.Sort(left)
	if want := []string{"damaged: f.zip", "unpacking to suspiciously much: bomb.gz"}; !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	if len(r.Failed) > 0 || r.PathExcluded != 1 || r.Blobs != int64(len(files)) {
		t.Errorf("got %+v", r)
	}

	// What is too large for memory is told to be packed.
	r = scan(t, s.open(objects.Limits{Object: 200}), o)
	if !slices.ContainsFunc(r.Archives, func(a Archive) bool { return a.Outcome.String() == "in need of too much memory: bomb.gz" }) {
		t.Errorf("of large ones: %+v", r.Archives)
	}
}
