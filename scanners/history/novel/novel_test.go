package novel

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// places returns what was found, one line each.
func places(r *Result) (list []string) {
	for _, h := range r.Hits {
		line := fmt.Sprintf("%s %s %d:%d-%d:%d %d-%d %s", h.Object.String()[:8], h.Rule.ID, h.StartLine, h.StartColumn, h.EndLine, h.EndColumn, h.Start, h.End, h.Secret.Redacted)
		if h.Allowed != nil {
			line += " " + h.Allowed.Kind + " " + h.Allowed.Reason
		}
		list = append(list, line)
	}
	return list
}

func TestScan(t *testing.T) {
	g := newGenerator(1)
	s := newSandbox(t)
	one, two := g.token(), g.token()
	text := strings.Repeat("a line of no interest\n", 100)
	ids := s.versions("a.txt", text, text+"t = "+one+"\n", text+"t = "+one+"\n"+two+" # gitleaks:allow\n", text+"# launchlint:ignore secret/github-pat\n")
	pointer := s.versions("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")[0]
	image := s.versions("logo.png", "t = "+one+"\nin an image\n")[0]
	s.git("", "repack", "-adfq")
	paths := map[objects.ID][]string{pointer: {"big.bin"}, image: {"logo.png"}}
	for _, id := range ids {
		paths[id] = []string{"a.txt"}
	}
	var mu sync.Mutex
	raw := make(map[string]bool)
	r := scan(t, s.open(objects.Limits{}), Options{
		Detector: newDetector(t, secrets.Options{}),
		Paths:    func(id objects.ID) ([]string, bool) { return paths[id], true },
		Conceal:  func(s string) { mu.Lock(); raw[s] = true; mu.Unlock() },
	})
	if len(r.Hits) != 3 || !raw[one] || !raw[two] {
		t.Errorf("found %q, concealed %d", places(r), len(raw))
	}
	for _, h := range r.Hits {
		if h.Rule.ID != "secret/github-pat" || h.StartLine < 101 || h.Object != ids[1] && h.Object != ids[2] {
			t.Errorf("found %+v", h)
		}
	}
	if len(r.Comments) != 1 || r.Comments[0].Object != ids[3] || r.Comments[0].Line != 101 {
		t.Errorf("comments: %+v", r.Comments)
	}
	if !slices.Equal(r.Pointers, []objects.ID{pointer}) || r.PathExcluded != 1 || r.Blobs != 6 || len(r.Failed) != 0 {
		t.Errorf("got %+v", r)
	}
}

// What a blob is at several paths is looked at as each of them.
func TestPathsUnite(t *testing.T) {
	g := newGenerator(2)
	s := newSandbox(t)
	id := s.versions("x", "api_key = \""+g.of(40, alnum)+"\"\n"+g.token()+"\n")[0]
	count := func(whole bool, paths ...string) (rules []string) {
		r := scan(t, s.open(objects.Limits{}), Options{
			Detector: newDetector(t, secrets.Options{}),
			Want:     func(o objects.ID, _ objects.Kind) bool { return o == id },
			Paths:    func(objects.ID) ([]string, bool) { return paths, whole },
		})
		for _, h := range r.Hits {
			rules = append(rules, strings.TrimPrefix(h.Rule.ID, "secret/"))
		}
		if (r.PathExcluded > 0) != (len(r.Hits) == 0) {
			t.Errorf("%v: %d excluded, %d hits", paths, r.PathExcluded, len(r.Hits))
		}
		return rules
	}
	for _, c := range []struct {
		whole bool
		paths string
		want  string
	}{
		{true, "a.go", "generic-api-key github-pat"},
		{true, "vendor/github.com/a/a.go", "github-pat"},
		{true, "vendor/github.com/a/a.go a.go", "generic-api-key github-pat"},
		{true, "a.png", ""},
		{true, "a.png vendor/github.com/a/a.go", "github-pat"},
		{false, "a.png", "generic-api-key github-pat"},
		{true, "", "generic-api-key github-pat"},
		{true, "a.p12", "pkcs12-file generic-api-key github-pat"},
	} {
		if got := strings.Join(count(c.whole, strings.Fields(c.paths)...), " "); got != c.want {
			t.Errorf("%s: found %q, want %q", c.paths, got, c.want)
		}
	}
}

// What is too large for memory is read in a stream, if it can be.
func TestLarge(t *testing.T) {
	g := newGenerator(3)
	s := newSandbox(t)
	text := strings.Repeat("a line of no interest\n", 30_000) + g.token() + "\n"
	id := s.versions("large", text)[0]
	for _, c := range []struct {
		limit, most  int64
		hits, failed int
	}{{0, 0, 1, 0}, {100_000, 0, 1, 0}, {100_000, 1000, 0, 1}, {0, 1000, 0, 1}} {
		r := scan(t, s.open(objects.Limits{Object: c.limit}), Options{Detector: newDetector(t, secrets.Options{}), MaxBlob: c.most})
		if len(r.Hits) != c.hits || len(r.Failed) != c.failed {
			t.Errorf("%+v: found %q, failed %v", c, places(r), r.Failed)
			continue
		}
		if c.hits == 1 && (r.Hits[0].StartLine != 30_001 || r.Hits[0].StartColumn != 1) {
			t.Errorf("%+v: found %q", c, places(r))
		}
		if c.failed == 1 && (r.Failed[0].Object != id || !errors.Is(r.Failed[0].Err, objects.ErrTooLarge)) {
			t.Errorf("%+v: %v", c, r.Failed[0].Err)
		}
	}
}

// A panic costs one blob.
func TestFault(t *testing.T) {
	g := newGenerator(4)
	s := newSandbox(t)
	ids := s.versions("a", g.token()+"\n", "other "+g.token()+"\n")
	r := scan(t, s.open(objects.Limits{}), Options{
		Detector: newDetector(t, secrets.Options{}),
		Paths: func(id objects.ID) ([]string, bool) {
			if id == ids[0] {
				panic("a fault")
			}
			return nil, true
		},
	})
	if len(r.Failed) != 1 || r.Failed[0].Object != ids[0] || !errors.Is(r.Failed[0].Err, ErrFault) || len(r.Hits) != 1 || r.Hits[0].Object != ids[1] {
		t.Errorf("failed %v, found %q", r.Failed, places(r))
	}
}

func TestCancel(t *testing.T) {
	s := newSandbox(t)
	s.versions("a", "text")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := Scan(ctx, s.open(objects.Limits{}), Options{Detector: newDetector(t, secrets.Options{})}); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("got %v, %v", r, err)
	}
}
