package staged

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

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

// Staged archives are unpacked, and what the commit adds to them is found.
func TestArchives(t *testing.T) {
	s := newSandbox(t)
	s.write("a.zip", zipOf(t, "x", "1\nMARK1", "in.zip", zipOf(t, "y", "MARK2"), "key.p12", ""))
	s.git("add", "-A")
	s.want("a.zip!in.zip!y:1:1 MARK2", "a.zip!key.p12 ", "a.zip!x:2:1 MARK1")
	s.commit()
	s.want()

	s.write("a.zip", zipOf(t, "renamed", "1\n2\nMARK1", "z", "MARK3", "deep.zip", zipOf(t, "in.zip", zipOf(t, "z", "MARK4"))))
	s.git("add", "-A")
	s.want("a.zip!z:1:1 MARK3", "skipped archive=1", "notice archive at a.zip")
	s.commit()

	s.git("mv", "a.zip", "b.zip")
	s.want("skipped moved=1")
	s.write("c", "x")
	s.commit()
	s.write("c", zipOf(t, "x", "MARK6 ENDLESS"))
	s.git("add", "-A")
	s.want("c!x:1:1 MARK6", "incomplete scan-limit at c!x", "incomplete too-many-matches at c!x")
}
