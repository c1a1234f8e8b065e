package objects

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSameAsGit compares what is read with what git reads, for the same history
// stored in every way that git has.
func TestSameAsGit(t *testing.T) {
	repack := func(args ...string) func(*sandbox) {
		return func(s *sandbox) { s.git(append(args, "repack", "-adfq")...) }
	}
	// reindex makes the index of each pack anew.
	reindex := func(version string) func(*sandbox) {
		return func(s *sandbox) {
			s.git("repack", "-adfq")
			packs, _ := filepath.Glob(s.path("objects/pack/*.pack"))
			for _, p := range packs {
				idx := strings.TrimSuffix(p, ".pack") + ".idx"
				if err := os.Remove(idx); err != nil {
					t.Fatal(err)
				}
				s.git("index-pack", "--index-version="+version, "-o", idx, p)
			}
		}
	}
	for name, store := range map[string]func(s *sandbox){
		"as imported":     func(*sandbox) {},
		"one pack":        repack(),
		"long chains":     func(s *sandbox) { s.git("repack", "-adfq", "--depth=250", "--window=60") },
		"base by id":      repack("-c", "repack.useDeltaBaseOffset=false"),
		"no differences":  func(s *sandbox) { s.git("repack", "-adfq", "--depth=0") },
		"many small":      func(s *sandbox) { s.git("-c", "pack.packSizeLimit=1m", "repack", "-adfq") },
		"index version 1": reindex("1"),
		"64-bit offsets":  reindex("2,0x40"),
		"multi-pack":      func(s *sandbox) { s.git("repack", "-adbfq", "--write-midx") },
		"all loose": func(s *sandbox) {
			packs, _ := filepath.Glob(s.path("objects/pack/*.pack"))
			for _, p := range packs {
				text, err := os.ReadFile(p)
				if err != nil {
					t.Fatal(err)
				}
				stem := strings.TrimSuffix(p, ".pack")
				for _, ext := range []string{".idx", ".pack", ".rev"} {
					_ = os.Remove(stem + ext)
				}
				s.gitIn(string(text), "unpack-objects", "-q")
			}
		},
		"two copies": func(s *sandbox) {
			s.git("repack", "-adfq")
			s.gitIn(s.git("rev-list", "--objects", "--no-object-names", "main~20"), "pack-objects", "-q", s.path("objects/pack/older"))
		},
		"other name": func(s *sandbox) {
			s.git("repack", "-adfq")
			packs, _ := filepath.Glob(s.path("objects/pack/*.pack"))
			for i, p := range packs {
				stem := strings.TrimSuffix(p, ".pack")
				for _, ext := range []string{".idx", ".pack"} {
					if err := os.Rename(stem+ext, s.path(fmt.Sprintf("objects/pack/restored %d%s", i, ext))); err != nil {
						t.Fatal(err)
					}
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.fill(120, 7)
			store(s)
			s.gitIn("loose as well\n", "hash-object", "-w", "--stdin")
			compareWithGit(t, s, s.open(Limits{}))
		})
	}
	t.Run("alternates", func(t *testing.T) {
		base, s := newSandbox(t), newSandbox(t)
		base.fill(60, 7)
		base.git("repack", "-adfq")
		s.fill(100, 7)
		s.write("objects/info/alternates", "# not ours\n"+base.path("objects")+"\n")
		s.git("repack", "-adlfq")
		store := s.open(Limits{})
		if store.Facts().Alternates != 1 {
			t.Errorf("got %+v", store.Facts())
		}
		compareWithGit(t, s, store)
	})
}

// compareWithGit holds Each, Read and Scan to what git says.
func compareWithGit(t *testing.T, s *sandbox, store *Store) {
	t.Helper()
	if d := store.Damage(); len(d) > 0 {
		t.Fatalf("damage in a sound repository: %v", d)
	}
	want := make(map[string]string) // id -> kind and content
	out := bufio.NewReader(strings.NewReader(s.git("cat-file", "--batch-all-objects", "--batch")))
	for {
		var id, kind string
		var size int
		if _, err := fmt.Fscanf(out, "%s %s %d\n", &id, &kind, &size); err != nil {
			break
		}
		data := make([]byte, size+1)
		for n := 0; n < len(data); {
			m, err := out.Read(data[n:])
			if err != nil {
				t.Fatal(err)
			}
			n += m
		}
		want[id] = kind + string(data[:size])
	}
	if len(want) < 200 {
		t.Fatalf("git lists %d objects: the sandbox is not as it should be", len(want))
	}

	listed := make(map[ID]Kind)
	store.Each(func(id ID, kind Kind) {
		if _, twice := listed[id]; twice {
			t.Errorf("Each gives %s twice", id)
		}
		listed[id] = kind
	})
	if len(listed) != len(want) {
		t.Errorf("Each gives %d objects, git %d", len(listed), len(want))
	}
	r := store.Reader()
	for id, known := range listed {
		kind, data, err := r.Read(id)
		if err != nil || kind.String()+string(data) != want[id.String()] || known != Unknown && known != kind {
			t.Fatalf("read %s: %s (listed as %s) of %d bytes, %v; git has %.20q", id, kind, known, len(data), err, want[id.String()])
		}
		stream, err := r.Stream(id)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(stream); err != nil || stream.Kind.String()+b.String() != want[id.String()] {
			t.Fatalf("stream %s: %s of %d bytes, %v", id, stream.Kind, b.Len(), err)
		}
		if err := stream.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, held := range []int64{1, 64 << 20} {
		store.limits.Held = held
		got := scanAll(t, store, Scan{Workers: 3})
		if len(got.failed) > 0 || got.twice > 0 || len(got.content) != len(want) {
			t.Errorf("scan: %d objects, %d failed, %d twice; git has %d", len(got.content), len(got.failed), got.twice, len(want))
		}
		for id, content := range got.content {
			if content != want[id.String()] {
				t.Errorf("scan: %s is not as git has it", id)
			}
		}
	}
}

// A recorder keeps what a scan visits, and checks what it says of differences.
type recorder struct {
	t       *testing.T
	content map[ID]string
	failed  map[ID]error
	twice   int
	deltas  int
}

func (r *recorder) Visit(o *Object) any {
	if _, ok := r.content[o.ID]; ok {
		r.twice++
	}
	r.content[o.ID] = o.Kind.String() + string(o.Data)
	if o.Delta == nil {
		if o.BaseData != nil || o.BaseState != nil || !o.Base.IsZero() {
			r.t.Errorf("%s: stored in full, with a base", o.ID)
		}
		return o.ID
	}
	r.deltas++
	if o.BaseState != o.Base {
		r.t.Errorf("%s: got the state of %v with the base %s", o.ID, o.BaseState, o.Base)
	}
	at := 0
	for _, i := range o.Delta {
		if !i.IsInsert() && !bytes.Equal(o.Data[at:at+int(i.Size)], o.BaseData[i.From:i.From+i.Size]) {
			r.t.Errorf("%s: what is said to be copied is not in the base", o.ID)
		}
		at += int(i.Size)
	}
	if at != len(o.Data) {
		r.t.Errorf("%s: instructions give %d of %d bytes", o.ID, at, len(o.Data))
	}
	return o.ID
}

func (r *recorder) Failed(id ID, _ Kind, err error) {
	if r.failed[id] != nil {
		r.twice++
	}
	r.failed[id] = err
}

// scanAll runs a scan and puts together what its workers saw.
func scanAll(t *testing.T, store *Store, scan Scan) *recorder {
	t.Helper()
	var all []*recorder
	scan.Visitor = func(int) Visitor {
		r := &recorder{t: t, content: make(map[ID]string), failed: make(map[ID]error)}
		all = append(all, r)
		return r
	}
	if err := store.Scan(context.Background(), scan); err != nil {
		t.Fatal(err)
	}
	sum := all[0]
	for _, r := range all[1:] {
		for id, content := range r.content {
			if _, ok := sum.content[id]; ok {
				sum.twice++
			}
			sum.content[id] = content
		}
		for id, err := range r.failed {
			if sum.failed[id] != nil {
				sum.twice++
			}
			sum.failed[id] = err
		}
		sum.twice += r.twice
		sum.deltas += r.deltas
	}
	for id := range sum.failed {
		if _, ok := sum.content[id]; ok {
			sum.twice++
		}
	}
	return sum
}
