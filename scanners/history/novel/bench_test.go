package novel

import (
	"os"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// benchStore opens the repository that LAUNCHLINT_BENCH_REPO names, a git directory,
// or a generated one.
func benchStore(b *testing.B) *objects.Store {
	b.Helper()
	dir := os.Getenv("LAUNCHLINT_BENCH_REPO")
	if dir == "" {
		s := newSandbox(b)
		g := newGenerator(8)
		for _, path := range []string{"a.go", "b.go", "c.txt"} {
			plain := []string{g.filler(1), g.filler(3), "api_key = \"" + g.of(40, alnum) + "\"\n", g.filler(9)}
			text := g.text(plain, 40, 60)
			var texts []string
			for range 200 {
				texts = append(texts, string(text))
				text, _ = g.change(text, plain)
			}
			s.versions(path, texts...)
		}
		s.git("", "repack", "-adfq", "--depth=50")
		return s.open(objects.Limits{})
	}
	repo, err := gitdir.OpenBare(dir)
	if err != nil {
		b.Fatal(err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	return store
}

type visitFunc func(o *objects.Object) any

func (f visitFunc) Visit(o *objects.Object) any            { return f(o) }
func (f visitFunc) Failed(objects.ID, objects.Kind, error) {}

func visitBlobs(b *testing.B, s *objects.Store, f visitFunc) {
	b.Helper()
	want := func(_ objects.ID, kind objects.Kind) bool { return kind == objects.Blob || kind == objects.Unknown }
	if err := s.Scan(b.Context(), objects.Scan{Want: want, Workers: 1, Visitor: func(int) objects.Visitor { return f }}); err != nil {
		b.Fatal(err)
	}
}

func benchRun(b *testing.B) *run {
	b.Helper()
	d := newDetector(b, secrets.Options{})
	return &run{Options: Options{Detector: d}, ctx: b.Context(), classes: NewClasses(d)}
}

// BenchmarkInflate reads all blobs and looks at none.
func BenchmarkInflate(b *testing.B) {
	s := benchStore(b)
	for b.Loop() {
		visitBlobs(b, s, func(*objects.Object) any { return nil })
	}
}

// BenchmarkPieces finds what is new in each blob.
func BenchmarkPieces(b *testing.B) {
	s, r := benchStore(b), benchRun(b)
	one := blob{run: r, set: r.classes.of("a.go").set}
	var p pieces
	for b.Loop() {
		visitBlobs(b, s, func(o *objects.Object) any {
			if o.Delta != nil {
				p.cut(&one, o, nil)
			}
			return nil
		})
	}
}

// BenchmarkScan does it all, and BenchmarkWhole the same without what is known of bases.
func BenchmarkScan(b *testing.B)  { benchScan(b, false) }
func BenchmarkWhole(b *testing.B) { benchScan(b, true) }

func benchScan(b *testing.B, whole bool) {
	b.Helper()
	s, r := benchStore(b), benchRun(b)
	bytes := int64(0)
	for b.Loop() {
		v := &visitor{run: r}
		visitBlobs(b, s, func(o *objects.Object) any {
			if whole {
				o.BaseState = nil
			}
			return v.Visit(o)
		})
		bytes = v.found.Bytes
	}
	b.SetBytes(bytes)
}
