package usage_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/usage"
	"github.com/launchlint/launchlint/scanners/secrets"
)

var demo = &rules.Rule{ID: "secret/demo", Title: "Demo secret", Severity: rules.Error}

// walk walks the commits of a repository, the last one as HEAD.
func walk(t *testing.T, r *memrepo.Repo, head objects.ID) *names.Names {
	t.Helper()
	n, err := names.Walk(t.Context(), func() names.Reader { return r }, []names.Root{{Name: "HEAD", ID: head}}, names.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// hitsOf finds ¤word in all blobs.
func hitsOf(t *testing.T, r *memrepo.Repo, n *names.Names) []leaks.Hit {
	t.Helper()
	var hits []leaks.Hit
	for number := range n.Blobs() {
		_, data, err := r.Read(n.ID(number))
		if err != nil {
			continue
		}
		at := 0
		for line, text := range strings.Split(string(data), "\n") {
			if i := strings.Index(text, "¤"); i >= 0 {
				word, _, _ := strings.Cut(text[i+len("¤"):], "\"")
				hits = append(hits, leaks.Hit{Object: n.ID(number), Match: secrets.Match{
					Rule: demo, Start: at + i, End: at + i + len("¤"+word), StartLine: line + 1, EndLine: line + 1, StartColumn: i + 1, EndColumn: i + 2,
					Secret: scanners.Secret{Redacted: word, Hash: word},
				}})
			}
			at += len(text) + 1
		}
	}
	return hits
}

func find(t *testing.T, r *memrepo.Repo, head objects.ID, o usage.Options) (*usage.Uses, *leaks.Report) {
	t.Helper()
	n := walk(t, r, head)
	hits := hitsOf(t, r, n)
	u, err := usage.Find(t.Context(), func() names.Reader { return r }, n, n.Roots[0].Tree, hits, o)
	if err != nil {
		t.Fatal(err)
	}
	return u, leaks.Find(n, hits, leaks.Options{Uses: u.Of})
}

func show(uses []leaks.Use) string {
	var parts []string
	for _, use := range uses {
		part := fmt.Sprintf("%s %d", use.Name, use.Places)
		for _, at := range use.References {
			part += " " + at.String()
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

func TestFind(t *testing.T) {
	binary := "STRIPE_KEY\x00"
	for _, test := range []struct {
		name  string
		files []memrepo.Files // of one commit after the other
		want  string
	}{
		{"elsewhere", []memrepo.Files{{
			".env": "STRIPE_KEY=¤a", "pay/main.go": "package pay\n\n\tkey := os.Getenv(\"STRIPE_KEY\")\n", "README": "set STRIPE_KEY, not STRIPE_KEYS",
		}}, "STRIPE_KEY 2 README:1:5 pay/main.go:3:20"},
		{"only where it stands", []memrepo.Files{{".env": "STRIPE_KEY=¤a"}}, ""},
		{"on other lines of its file", []memrepo.Files{{"f.go": "const apiToken = \"¤a\"\n\nuse(apiToken)\nuse(apiToken, apiToken)"}}, "apiToken 3 f.go:3:5 f.go:4:5 f.go:4:15"},
		{"gone", []memrepo.Files{
			{".env": "STRIPE_KEY=¤a", "f.go": "STRIPE_KEY"},
			{".env": "STRIPE_KEY=", "f.go": "STRIPE_KEY"},
		}, "STRIPE_KEY 2 .env:1:1 f.go:1:1"},
		{"gone, with all its uses", []memrepo.Files{{".env": "STRIPE_KEY=¤a", "f.go": "STRIPE_KEY"}, {"f.go": "x"}}, ""},
		{"by two names", []memrepo.Files{{"a": "STRIPE_KEY=¤a", "b": "stripe-key: ¤a", "c": "STRIPE_KEY stripe-key"}}, "STRIPE_KEY 1 c:1:1; stripe-key 1 c:1:12"},
		{"by the name of today", []memrepo.Files{
			{"a": "OLD_NAME=¤a", "c": "OLD_NAME NEW_NAME"}, {"a": "NEW_NAME=¤a", "c": "OLD_NAME NEW_NAME"},
		}, "NEW_NAME 1 c:1:10; OLD_NAME 1 c:1:1"},
		{"by a name that says nothing", []memrepo.Files{{"a": "password=¤a", "b": "password"}}, ""},
		{"in what others wrote", []memrepo.Files{{
			".env": "STRIPE_KEY=¤a", "vendor/v.go": "STRIPE_KEY", "web/node_modules/m.js": "STRIPE_KEY", "go.sum": "STRIPE_KEY",
			"a.png": "STRIPE_KEY", "x.min.js": "STRIPE_KEY", "blob": binary, "large": strings.Repeat("x ", 1<<19) + " STRIPE_KEY",
		}}, ""},
		{"often", []memrepo.Files{{".env": "STRIPE_KEY=¤a", "a": strings.Repeat("STRIPE_KEY\n", 150)}}, "STRIPE_KEY 150" + numbered("a", 20)},
		{"too often", []memrepo.Files{{".env": "STRIPE_KEY=¤a", "a": strings.Repeat("STRIPE_KEY\n", 150), "b": strings.Repeat("STRIPE_KEY\n", 162)}}, "STRIPE_KEY 312"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := memrepo.New()
			var head objects.ID
			for i, f := range test.files {
				c := memrepo.Commit{Files: f}
				if i > 0 {
					c.Parents = []objects.ID{head}
				}
				head = r.Commit(c)
			}
			u, report := find(t, r, head, usage.Options{})
			if got := show(u.Of(report.Leaks[0])); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func numbered(path string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " %s:%d:1", path, i+1)
	}
	return b.String()
}

// TestToday proves that of many texts those of HEAD are read for names.
func TestToday(t *testing.T) {
	for _, name := range []string{"a", "b", "c", "d"} {
		r := memrepo.New()
		today := memrepo.Files{"a": "NEW_NAME=¤" + name, "b": "NEW_NAME OLD_NAME"}
		head := r.Commit(memrepo.Commit{Files: today})
		for i := range 8 {
			old := r.Commit(memrepo.Commit{Files: memrepo.Files{"a": strings.Repeat("#\n", i) + "OLD_NAME=¤" + name}})
			head = r.Commit(memrepo.Commit{Files: today, Parents: []objects.ID{head, old}})
		}
		u, report := find(t, r, head, usage.Options{Limits: usage.Limits{TextsOfOne: 1}})
		if got := show(u.Of(report.Leaks[0])); got != "NEW_NAME 1 b:1:1" {
			t.Errorf("got %q", got)
		}
	}
}

// TestNoNames proves that where a match is not a place in the text of its object,
// no name is read there.
func TestNoNames(t *testing.T) {
	r := memrepo.New()
	n := walk(t, r, r.Commit(memrepo.Commit{Files: memrepo.Files{".env": "STRIPE_KEY=¤a", "f": "STRIPE_KEY"}}))
	for what, change := range map[string]func(*leaks.Hit){
		"a member of an archive":  func(h *leaks.Hit) { h.Member = "inner" },
		"a path":                  func(h *leaks.Hit) { h.StartLine = 0 },
		"text of two-byte units":  func(h *leaks.Hit) { h.Decoded = []string{"utf-16"} },
		"a place beyond the text": func(h *leaks.Hit) { h.Start, h.End = 1000, 1010 },
		"an object that is none":  func(h *leaks.Hit) { h.Object = objects.ID{1} },
		"a file without a secret": func(h *leaks.Hit) { h.Secret.Hash = "" },
		"nothing out of the way":  nil,
	} {
		hits := hitsOf(t, r, n)
		if change != nil {
			change(&hits[0])
		}
		u, err := usage.Find(t.Context(), func() names.Reader { return r }, n, n.Roots[0].Tree, hits, usage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := u.Counts.Names; got > 0 != (change == nil) {
			t.Errorf("%s: %d names", what, got)
		}
	}
}

// TestWorkers proves that how many read makes no difference.
func TestWorkers(t *testing.T) {
	r := memrepo.New()
	f := memrepo.Files{"vendor/x": "x", "blob": "\x00"}
	for i := range 300 {
		f[fmt.Sprintf("d%d/f%d", i%7, i)] = fmt.Sprintf("KEY_%d=¤s%d\nKEY_%d KEY_%d KEY_%d\n", i%40, i%40, i%13, i%17, i%19)
	}
	head := r.Commit(memrepo.Commit{Files: f})
	one, report := find(t, r, head, usage.Options{})
	two, _ := find(t, r, head, usage.Options{Workers: 5})
	if !reflect.DeepEqual(one.Counts, two.Counts) || one.Counts.Files != 300 || one.Counts.Names != 40 || one.Counts.Skipped != 2 {
		t.Errorf("counts %+v and %+v", one.Counts, two.Counts)
	}
	used := 0
	for _, l := range report.Leaks {
		a, b := show(one.Of(l)), show(two.Of(l))
		if a != b {
			t.Errorf("%s: %q and %q", l.Secret.Redacted, a, b)
		}
		if a != "" {
			used++
		}
	}
	if used == 0 {
		t.Error("nothing is used")
	}
}

// TestCut proves that what was not looked through is counted.
func TestCut(t *testing.T) {
	r := memrepo.New()
	missing := r.Put(objects.Blob, "missing")
	r.Errors[missing] = objects.ErrMissing
	large := r.Put(objects.Blob, "large")
	r.Errors[large] = objects.ErrTooLarge
	deep := r.Put(objects.Blob, "text")
	mode := "100644"
	for range 5000 {
		deep = r.RawTree(memrepo.Entry{Mode: mode, Name: "d", ID: deep})
		mode = "40000"
	}
	tree := r.RawTree(
		memrepo.Entry{Mode: "100644", Name: ".env", ID: r.Put(objects.Blob, "STRIPE_KEY=¤a")},
		memrepo.Entry{Mode: "40000", Name: "deep", ID: deep},
		memrepo.Entry{Mode: "100644", Name: "gone", ID: missing},
		memrepo.Entry{Mode: "100644", Name: "large", ID: large},
		memrepo.Entry{Mode: "160000", Name: "sub", ID: objects.ID{1}},
	)
	u, _ := find(t, r, r.Commit(memrepo.Commit{Tree: tree}), usage.Options{})
	if want := (usage.Counts{Names: 1, Files: 1, TooLarge: 1, Unreadable: 1, Cut: 1}); u.Counts != want {
		t.Errorf("counts %+v, want %+v", u.Counts, want)
	}
	f := memrepo.Files{".env": "STRIPE_KEY=¤a"}
	for i := range 30 {
		f[fmt.Sprint("f", i)] = fmt.Sprintf("NAME_%d=¤s%d", i, i)
	}
	u, _ = find(t, r, r.Commit(memrepo.Commit{Files: f}), usage.Options{Limits: usage.Limits{Files: 20, AllNames: 5, Texts: 10}})
	if u.Counts.Names != 5 || u.Counts.Cut != 11+21+5 {
		t.Errorf("counts %+v", u.Counts)
	}
}

func TestCancel(t *testing.T) {
	r := memrepo.New()
	n := walk(t, r, r.Commit(memrepo.Commit{Files: memrepo.Files{".env": "STRIPE_KEY=¤a"}}))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := usage.Find(ctx, func() names.Reader { return r }, n, n.Roots[0].Tree, hitsOf(t, r, n), usage.Options{}); err == nil {
		t.Error("no error after the end")
	}
	u, err := usage.Find(ctx, func() names.Reader { return r }, n, names.NoObject, nil, usage.Options{})
	if err != nil || u.Of(&leaks.Leak{Rule: demo}) != nil {
		t.Errorf("without a tree: %v", err)
	}
}
