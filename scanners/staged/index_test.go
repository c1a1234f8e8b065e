package staged

import (
	"crypto/sha1"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// A written is an entry to be encoded by the tests' own writer.
type written struct {
	path string
	mode uint32
}

// encode writes an index file, version 2 or 4, and then the given extensions.
func encode(version int, entries []written, extensions ...string) string {
	var b strings.Builder
	u32 := func(n uint32) { b.Write(binary.BigEndian.AppendUint32(nil, n)) }
	b.WriteString("DIRC")
	u32(uint32(version))
	u32(uint32(len(entries)))
	previous := ""
	for _, e := range entries {
		start := b.Len()
		b.WriteString(strings.Repeat("\x00", modeOffset))
		u32(e.mode)
		b.WriteString(strings.Repeat("\x00", statSize-modeOffset-4))
		b.WriteString(strings.Repeat("\x07", 20))
		b.Write(binary.BigEndian.AppendUint16(nil, uint16(min(len(e.path), nameMask))))
		if version == 4 {
			b.WriteByte(byte(len(previous))) // drops all of it: below 128
			b.WriteString(e.path + "\x00")
			previous = e.path
			continue
		}
		b.WriteString(e.path)
		b.WriteString(strings.Repeat("\x00", 8-(b.Len()-start)%8))
	}
	for _, x := range extensions {
		b.WriteString(x)
	}
	sum := sha1.Sum([]byte(b.String()))
	return b.String() + string(sum[:])
}

func extension(name, data string) string {
	return name + string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + data
}

func TestDecode(t *testing.T) {
	files := []written{{"a", 0o100644}, {"dir/b\n\xff", 0o100755}}
	for _, version := range []int{2, 4} {
		d, err := decode(encode(version, files, extension("TREE", "cache")), 20)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range files {
			if e := d.entries[i]; e.Path != want.path || e.Mode != want.mode {
				t.Errorf("version %d: got %+v, want %+v", version, e, want)
			}
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := encode(2, []written{{"a", 0o100644}})
	for name, text := range map[string]string{
		"empty":             "",
		"no index":          strings.Replace(good, "DIRC", "PACK", 1),
		"truncated":         good[:len(good)-3],
		"flipped byte":      strings.Replace(good, "\x07", "\x06", 1),
		"version 9":         encode(9, nil),
		"unknown extension": encode(2, nil, extension("link2"[1:], "x")),
		"extension too big": encode(2, nil, "TREE\xff\xff\xff\xff"),
		"lying count":       good[:8] + "\xff\xff\xff\xff" + good[12:len(good)-20] + strings.Repeat("\x00", 20),
		"bitmap bomb":       encode(2, nil, extension("link", strings.Repeat("\x01", 20)+"\xff\xff\xff\xff\x00\x00\x00\x01\x00\x00\x00\x01\xff\xff\xff\xff\x00\x00\x00\x00")),
		"bitmap overrun":    encode(2, nil, extension("link", strings.Repeat("\x01", 20)+"\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\xff\xff\xff\xff\x00\x00\x00\x00")),
	} {
		if d, err := decode(text, 20); err == nil {
			t.Errorf("%s: got %+v, want an error", name, d)
		}
	}
}

func TestReadRefusesWhatIsNoFile(t *testing.T) {
	repo := &gitdir.Repo{Dir: t.TempDir(), Settings: gitdir.Settings{HashSize: 20}}
	if err := os.Mkdir(filepath.Join(repo.Dir, "index"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(repo, ""); err == nil {
		t.Error("read an index that is a directory")
	}
}

func TestReadNothingStaged(t *testing.T) {
	repo := &gitdir.Repo{Dir: t.TempDir(), Settings: gitdir.Settings{HashSize: 20}}
	x, err := Read(repo, "")
	if err != nil || len(x.Entries) != 0 {
		t.Errorf("got %v, %v; want an empty index", x, err)
	}
}

func TestNames(t *testing.T) {
	x := &Index{Entries: []Entry{
		{Path: "a/b/c", Mode: 0o100644}, {Path: "Top", Mode: ModeSymlink}, {Path: "mod", Mode: ModeGitlink}, {Path: "s/t/", Mode: ModeDir},
	}}
	n := x.Names(false)
	for path, want := range map[string]bool{
		"a/b/c": true, "Top": true, "top": false, "a/b": false, "mod": false, "s/t/x/y": true, "s/u": false,
	} {
		if got := n.Tracked(path); got != want {
			t.Errorf("Tracked(%q) = %v", path, got)
		}
	}
	for path, want := range map[string]bool{"a": true, "a/b": true, "b": false, "s": true, "s/t": true, "s/t/x": true, "s/u": false} {
		if got := n.Below(path); got != want {
			t.Errorf("Below(%q) = %v", path, got)
		}
	}
	if !n.Submodule("mod") || n.Submodule("a/b/c") {
		t.Error("Submodule: wrong about mod or a/b/c")
	}
	if !x.Names(true).Tracked("A/B/c") || !x.Names(true).Tracked("tOP") {
		t.Error("folded names are not found in another case")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(encode(2, []written{{"a", 0o100644}}, extension("TREE", "x"))))
	f.Add([]byte(encode(4, []written{{"a", 0o100644}, {"ab", 0o120000}})))
	f.Add([]byte(encode(2, []written{{"", 0o100644}}, extension("link", strings.Repeat("\x01", 20)+
		"\x00\x00\x00\x40\x00\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00"+
		"\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 20 {
			clear(text[len(text)-20:]) // no checksum: mutations reach the entries
		}
		d, err := decode(string(text), 20)
		if err != nil {
			return
		}
		if d.link != nil {
			_, _ = d.merge([]Entry{{Path: "x"}, {Path: "y"}})
		}
		(&Index{Entries: d.entries}).Names(true).Tracked("x")
	})
}
