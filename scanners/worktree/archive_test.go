package worktree

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// Archives are searched in full, and what is not is said.
func TestArchives(t *testing.T) {
	far := strings.Repeat("a line\n", 100_000) + "LEAK3"
	root := t.TempDir()
	plant(t, root, "a.zip", zipOf(t, "x/y.env", "1\n2 LEAK1\n", "in.zip", zipOf(t, "z", "LEAK2")), "b.gz", gzipOf(t, far), "bomb.gz", gzipOf(t, "LEAK4"+strings.Repeat("\x00", 4<<20)),
		"deep.zip", zipOf(t, "in.zip", zipOf(t, "in.zip", zipOf(t, "z", "LEAK5"))), "text", "LEAK6")
	for _, workers := range []int{1, 4} {
		r := scanTree(t, root, Options{Workers: workers})
		wantLines(t, "findings", r.lines(), "a.zip!in.zip!z:1:1 secret/leak error", "a.zip!x/y.env:2:3 secret/leak error", "b.gz!b:100001:1 secret/leak error",
			"bomb.gz!bomb:1:1 secret/leak error", "text:1:1 secret/leak error")
		wantLines(t, "notices", r.said(), "archive bomb.gz", "archive deep.zip", "no-repository")
		wantTally(t, r, "-archive=2 files=3")
	}
	r := scanTree(t, root, Options{MaxFileSize: 300, SizeAsked: true})
	wantLines(t, "notices", r.said(), "archive deep.zip", "no-repository", "too-large a.zip", "too-large b.gz", "too-large bomb.gz")
}

func zipOf(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		m, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
