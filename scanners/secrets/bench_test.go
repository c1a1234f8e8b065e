package secrets

import (
	"context"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zricethezav/gitleaks/v8/detect"
)

// goSource makes plain Go code of about n bytes: no secrets, but the names that
// make scanners look twice.
func goSource(n int) []byte {
	g := newGenerator(7)
	nouns := []string{"request", "response", "user", "account", "project", "key", "token", "api", "handler", "store", "index", "value", "session", "author", "access", "monkey", "document", "config", "option", "path"}
	verbs := []string{"Load", "Store", "Parse", "Write", "Check", "Find", "List", "Delete", "Open", "Close"}
	noun := func() string { return nouns[g.IntN(len(nouns))] }
	verb := func() string { return verbs[g.IntN(len(verbs))] }
	title := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	var b strings.Builder
	b.WriteString("package portal\n\nimport (\n\t\"context\"\n\t\"fmt\"\n)\n\n")
	for b.Len() < n {
		a, c, v := noun(), noun(), verb()
		fmt.Fprintf(&b, "// %s%s returns the %s of a %s, which must have been opened before.\n", v, title(a), c, a)
		fmt.Fprintf(&b, "func (s *Store) %s%s(ctx context.Context, %s string, limit int) (*%s, error) {\n", v, title(a), a, title(c))
		for range 1 + g.IntN(6) {
			x, y := noun(), noun()
			fmt.Fprintf(&b, "\t%s, err := s.%ss.%s(ctx, %s.%sID, limit)\n\tif err != nil {\n\t\treturn nil, fmt.Errorf(\"%s %s: %%w\", err)\n\t}\n",
				x, y, verb(), a, title(x), strings.ToLower(v), y)
			fmt.Fprintf(&b, "\tfor i, %s := range %s.%ss {\n\t\tif %s.%s == \"\" || i > %d {\n\t\t\tcontinue\n\t\t}\n\t\t%s[%q] = %s.%s(%q)\n\t}\n",
				y, x, title(y), y, title(noun()), g.IntN(1000), noun(), noun(), y, verb(), "/v1/"+noun()+"s/"+noun())
		}
		b.WriteString("\treturn nil, nil\n}\n\n")
	}
	text, err := format.Source([]byte(b.String()))
	if err != nil {
		panic(err)
	}
	return text
}

// corpus is what the benchmarks look at: files of 16 KiB each, or those of the
// directory that LAUNCHLINT_BENCH_DIR names.
func corpus(b *testing.B) (files [][]byte, size int64) {
	b.Helper()
	if dir := os.Getenv("LAUNCHLINT_BENCH_DIR"); dir != "" {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || filepath.Ext(path) != ".go" {
				return err
			}
			text, err := os.ReadFile(path)
			files = append(files, text)
			size += int64(len(text))
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		return files, size
	}
	text := goSource(1 << 20)
	for len(text) > 0 {
		n := min(len(text), 16<<10)
		files = append(files, text[:n])
		size += int64(n)
		text = text[n:]
	}
	return files, size
}

// cpuSpeed reports the speed by processor time, which others on the machine
// disturb less than the time of day.
func cpuSpeed(b *testing.B, size int64) (done func()) {
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	b.SetBytes(size)
	start := used()
	return func() {
		b.ReportMetric(float64(size)*float64(b.N)/1e6/(used()-start).Seconds(), "cpu-MB/s")
	}
}

func BenchmarkPrefilter(b *testing.B) {
	files, size := corpus(b)
	defer cpuSpeed(b, size)()
	s := strict().newSearch(context.Background(), &Fragment{})
	s.work = newWorkspace(strict().engine)
	for b.Loop() {
		for _, s.text = range files {
			if err := strict().collect(s); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	files, size := corpus(b)
	defer cpuSpeed(b, size)()
	d, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range files {
			if _, err := d.Detect(context.Background(), Fragment{Path: "a.go", Data: text}, func(Match) {}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkConfirm is what happens to a text in which a literal of each rule stands
// and most of them match: everything behind the prefilter.
func BenchmarkConfirm(b *testing.B) {
	var text []byte
	for i, r := range strict().rules {
		if r.Regex != "" {
			g := newGenerator(uint64(i))
			text = fmt.Appendf(text, "%s\n%s\n", g.matching(r.Regex), g.nearly(g.matching(r.Regex)))
		}
	}
	defer cpuSpeed(b, int64(len(text)))()
	d, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	matches := 0
	for b.Loop() {
		stats, err := d.Detect(context.Background(), Fragment{Data: text}, func(Match) {})
		if err != nil {
			b.Fatal(err)
		}
		matches = stats.Matches
	}
	b.ReportMetric(float64(matches), "matches")
}

// BenchmarkGitleaks is what BenchmarkDetect is to be compared with.
func BenchmarkGitleaks(b *testing.B) {
	files, size := corpus(b)
	defer cpuSpeed(b, size)()
	d := foreign()
	for b.Loop() {
		for _, text := range files {
			//lint:ignore SA1019 Detect takes no other type
			d.Detect(detect.Fragment{Raw: string(text), FilePath: "a.go"})
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
