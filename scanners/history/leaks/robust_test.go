package leaks_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// random makes a history in which secrets come and go at random, in branches and
// merges.
func random(seed uint64, commits int) *history {
	return randomWith(seed, commits, func(*memrepo.Commit) {})
}

func randomWith(seed uint64, commits int, change func(*memrepo.Commit)) *history {
	h := newHistory()
	next := rand.New(rand.NewPCG(seed, 1))
	branches := []string{"main", "one", "two", "three"}
	state := make(map[string]files)
	for _, b := range branches {
		state[b] = files{"README": b}
	}
	for range commits {
		branch := branches[next.IntN(len(branches))]
		f := state[branch]
		at := fmt.Sprintf("d%d/f%d", next.IntN(3), next.IntN(4))
		var with []func(*memrepo.Commit)
		switch next.IntN(6) {
		case 0:
			delete(f, at)
		case 1:
			other := branches[next.IntN(len(branches))]
			if tip, ok := h.refs[other]; ok && other != branch {
				with = append(with, merging(tip))
				for path, text := range state[other] {
					if next.IntN(4) > 0 {
						f[path] = text
					}
				}
			}
		case 2:
			f[at] = fmt.Sprintf("%d\nSECRET(s%d)\nSECRET(s%d)", next.IntN(9), next.IntN(5), next.IntN(5))
		default:
			f[at] = fmt.Sprintf("%d\nSECRET(s%d)", next.IntN(9), next.IntN(5))
		}
		author := next.IntN(4)
		with = append(with, by(fmt.Sprintf("A%d <a%d@example.com>", author, author)), change)
		h.on(branch, f, with...)
	}
	return h
}

func everything(r *leaks.Report) string {
	var b strings.Builder
	for _, line := range show(r) {
		b.WriteString(line + "\n")
	}
	for _, f := range r.Findings() {
		b.WriteString(strings.Join(tell(f), "\n") + fmt.Sprintf("%v %+v\n", f.Identity, f.Provenance.History))
	}
	fmt.Fprintf(&b, "%+v", r.Chart(10))
	return b.String()
}

// TestAgainstDiffs compares with what looking at every commit in full gives: which
// secrets it has, which of them no parent has, and which only its parents have.
func TestAgainstDiffs(t *testing.T) {
	for seed := range uint64(20) {
		h := random(seed, 120)
		report := h.find(t)
		all := func(tree id) map[string]bool {
			secrets := make(map[string]bool)
			var walk func(id)
			walk = func(tree id) {
				_, data, _ := h.Read(tree)
				for e, err := range objects.TreeEntries(data) {
					if err != nil {
						t.Fatal(err)
					}
					if e.IsTree() {
						walk(e.ID)
						continue
					}
					_, text, _ := h.Read(e.ID)
					for _, hit := range detect(e.ID, string(text)) {
						secrets[hit.Secret.Redacted] = true
					}
				}
			}
			walk(tree)
			return secrets
		}
		want := make(map[string]bool)
		for _, commit := range h.IDs(objects.Commit) {
			_, data, _ := h.Read(commit)
			c, err := objects.ParseCommit(data)
			if err != nil {
				t.Fatal(err)
			}
			has, count := all(c.Tree), make(map[string]int)
			for _, parent := range c.Parents {
				_, data, _ := h.Read(parent)
				p, _ := objects.ParseCommit(data)
				for secret := range all(p.Tree) {
					count[secret]++
				}
			}
			for secret := range has {
				if count[secret] == 0 {
					want[commit.String()+" introduced "+secret] = true
				}
			}
			for secret, n := range count {
				switch {
				case !has[secret] && n == len(c.Parents):
					want[commit.String()+" removed "+secret] = true
				case !has[secret]:
					want[commit.String()+" merged away "+secret] = true
				}
			}
		}
		got := make(map[string]bool)
		for _, l := range report.Leaks {
			for _, s := range l.Sightings {
				switch s.Event {
				case leaks.Introduced, leaks.Removed, leaks.MergedAway:
					got[s.Object.String()+" "+s.Event.String()+" "+l.Secret.Redacted] = true
				}
			}
		}
		for line := range want {
			if !got[line] {
				t.Errorf("seed %d: not seen: %s", seed, line)
			}
		}
		for line := range got {
			if !want[line] {
				t.Errorf("seed %d: seen and not there: %s", seed, line)
			}
		}
	}
}

// TestSameEachTime proves that neither the order of hits nor the numbers of
// objects matter.
func TestSameEachTime(t *testing.T) {
	h := random(7, 300)
	h.refs["main@{1}"] = h.refs["two"]
	delete(h.refs, "two")
	want := everything(h.find(t))
	for range 5 {
		if got := everything(h.find(t)); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestBomb(t *testing.T) {
	r := memrepo.New()
	mode, at := "100644", r.Put(objects.Blob, "SECRET(bomb)")
	for range 10 {
		var entries []memrepo.Entry
		for i := range 10 {
			entries = append(entries, memrepo.Entry{Mode: mode, Name: fmt.Sprint("n", i), ID: at})
		}
		mode, at = "40000", r.RawTree(entries...)
	}
	first := r.Commit(memrepo.Commit{Files: files{"f": "x"}})
	bomb := r.Commit(memrepo.Commit{Tree: at, Parents: []id{first}})
	last := r.Commit(memrepo.Commit{Files: files{"f": "x"}, Parents: []id{bomb}})
	report := find(t, r, []names.Root{{Name: "refs/heads/bomb", ID: bomb}, {Name: "HEAD", ID: last}})
	l := report.Leaks[0]
	if l.State != leaks.OnRefs || len(l.Sightings) != 2 || report.CutChanges != 2 || len(l.Paths) > 100 {
		t.Errorf("%s, %d sightings, %d cut", l.State, len(l.Sightings), report.CutChanges)
	}
	if deep := leaks.Find(walkOf(t, r, last), nil, leaks.Options{}); len(deep.Leaks) != 0 {
		t.Error("leaks without hits")
	}
}

func walkOf(t testing.TB, r names.Reader, roots ...id) *names.Names {
	var list []names.Root
	for _, root := range roots {
		list = append(list, names.Root{Name: "HEAD", ID: root})
	}
	n, err := names.Walk(context.Background(), func() names.Reader { return r }, list, names.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestShallow(t *testing.T) {
	h := newHistory()
	gone := h.on("main", files{"a": env})
	h.on("main", files{"a": env, "b": "x"})
	edge := h.on("main", files{"a": env, "b": "x"}, merging(gone))
	h.on("main", files{"b": "x"})
	h.on("main", files{"c": env})
	r := find(t, h.Repo, []names.Root{{Name: "HEAD", ID: h.refs["main"]}}, edge)
	l := r.Leaks[0]
	if l.Times() != 1 || !l.Sightings[0].Edge || len(r.Offenders) != 0 {
		t.Errorf("%v, introduced %d times", events(l), l.Times())
	}
}

// BenchmarkReal traces made-up hits, every thousandth blob, through the bare
// repository that LAUNCHLINT_BENCH_REPO names.
func BenchmarkReal(b *testing.B) {
	dir := os.Getenv("LAUNCHLINT_BENCH_REPO")
	if dir == "" {
		b.Skip("set LAUNCHLINT_BENCH_REPO to a bare repository")
	}
	out, err := exec.Command("git", "-C", dir, "for-each-ref", "--format=%(objectname) %(refname)").Output()
	if err != nil {
		b.Fatal(err)
	}
	roots := []names.Root{}
	for line := range strings.Lines(string(out)) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		root, err := objects.ParseID(hash)
		if err != nil {
			b.Fatal(err)
		}
		roots = append(roots, names.Root{Name: name, ID: root})
		if name == "refs/heads/master" || name == "refs/heads/main" {
			roots = append(roots, names.Root{Name: "HEAD", ID: root})
		}
	}
	store, err := objects.Open(&gitdir.Repo{Dir: dir, Common: dir}, objects.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	n, err := names.Walk(context.Background(), func() names.Reader { return store.Reader() }, roots, names.Options{Workers: 2})
	if err != nil {
		b.Fatal(err)
	}
	var hits []leaks.Hit
	for number := range n.Blobs() {
		if at := n.ID(number); at[0] == 1 && at[1] < 64 || at[0] == 2 && at[1] < 64 {
			hits = append(hits, detect(at, fmt.Sprintf("SECRET(s%d)", at[2]))...)
		}
		if paths, _, _ := n.Paths(number, 1); len(paths) > 0 && strings.HasSuffix(paths[0], "_test.go") && n.ID(number)[0] < 64 {
			hits = append(hits, detect(n.ID(number), fmt.Sprintf("SECRET(p%d)", len(paths[0])))...)
		}
	}
	b.Logf("walk %v, %d hits", time.Since(start), len(hits))
	for b.Loop() {
		start := time.Now()
		r := leaks.Find(n, hits, leaks.Options{})
		found := time.Since(start)
		b.Logf("find %v, findings %d after %v; %d leaks, %d offenders", found, len(r.Findings()), time.Since(start), len(r.Leaks), len(r.Offenders))
	}
}
