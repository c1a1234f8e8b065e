package objects

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTreeEntries(t *testing.T) {
	id := ID{1, 2, 3}
	entry := func(mode, name string) string { return mode + " " + name + "\x00" + string(id[:]) }
	for name, c := range map[string]struct {
		data string
		want string // modes and names
		err  bool
	}{
		"empty":          {"", "", false},
		"ordinary":       {entry("100644", "a") + entry("40000", "dir"), "100644 a|40000 dir", false},
		"odd":            {entry("040000", "..") + entry("100600", "a/b") + entry("0", ""), "40000 ..|100600 a/b|0 ", false},
		"twice":          {entry("100644", "a") + entry("100755", "a"), "100644 a|100755 a", false},
		"cut in the id":  {entry("100644", "a") + "100644 b\x00123", "100644 a", true},
		"no mode":        {" a\x00" + string(id[:]), "", true},
		"mode not octal": {entry("9x9", "q"), "", true},
		"mode too large": {entry("7777777777777777", "q"), "", true},
		"no end":         {"100644 name", "", true},
		"only a mode":    {"100644", "", true},
	} {
		var got []string
		var failure error
		for e, err := range TreeEntries([]byte(c.data)) {
			if err != nil {
				failure = err
				continue
			}
			if e.ID != id {
				t.Errorf("%s: got id %s", name, e.ID)
			}
			got = append(got, strings.TrimLeft(octal(e.Mode), "0")+" "+string(e.Name))
		}
		want := strings.ReplaceAll("|"+c.want, "|0 ", "| ")[1:]
		if strings.Join(got, "|") != want || errors.Is(failure, ErrCorrupt) != c.err {
			t.Errorf("%s: got %q, %v; want %q", name, got, failure, want)
		}
	}
}

func octal(n uint32) string {
	var b []byte
	for ; n > 0; n /= 8 {
		b = append([]byte{'0' + byte(n%8)}, b...)
	}
	return string(b)
}

const someTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

func TestParseCommit(t *testing.T) {
	parent := strings.Repeat("ab", 20)
	data := "tree " + someTree + "\nparent " + parent + "\nauthor A U Thor <a@x.org> 1700000000 +0530\n" +
		"committer C <c@x.org> 1700000001 -0100\ngpgsig -----BEGIN\n  \n parent 123\n -----END\nencoding ISO-8859-1\n\nsubject\n\nbody \x00\n"
	c, err := ParseCommit([]byte(data))
	if err != nil || c.Tree.String() != someTree || len(c.Parents) != 1 || c.Parents[0].String() != parent {
		t.Errorf("got %+v, %v", c, err)
	}
	if string(c.Author.Name) != "A U Thor" || string(c.Author.Email) != "a@x.org" || c.Author.Offset != 330 || c.Committer.Offset != -60 {
		t.Errorf("got %+v", c)
	}
	if got := c.Author.Time().Format(time.RFC3339); got != "2023-11-15T03:43:20+05:30" {
		t.Errorf("got %s", got)
	}
	if string(c.Encoding) != "ISO-8859-1" || string(c.Message) != "subject\n\nbody \x00\n" || !strings.Contains(string(c.Extra), "gpgsig") {
		t.Errorf("got %q, %q, %q", c.Encoding, c.Message, c.Extra)
	}
	for name, c := range map[string]struct {
		data string
		bad  bool
	}{
		"no author":       {"tree " + someTree + "\ncommitter X <x> 1 +0000\n\nm", false},
		"odd dates":       {"tree " + someTree + "\nauthor X <x@y> 99999999999999999999 +9999\ncommitter X <x@y> -5 -0000\n\nm", false},
		"no dates":        {"tree " + someTree + "\nauthor X <x@y>\ncommitter noemail\n\n", false},
		"no message":      {"tree " + someTree + "\nauthor X <x@y> 1 +0000\n", false},
		"no line feed":    {"tree " + someTree, false},
		"no tree":         {"parent " + parent + "\n\nm", true},
		"tree is no id":   {"tree 123\n\nm", true},
		"parent is no id": {"tree " + someTree + "\nparent x\n\nm", true},
		"empty":           {"", true},
	} {
		if _, err := ParseCommit([]byte(c.data)); errors.Is(err, ErrCorrupt) != c.bad {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestParseTag(t *testing.T) {
	tag, err := ParseTag([]byte("object " + someTree + "\ntype tree\ntag v1\ntagger T <t@x> 5 +0000\n\nmessage\n"))
	if err != nil || tag.Object != emptyTree || tag.Kind != Tree || string(tag.Name) != "v1" || tag.Tagger.Seconds != 5 || string(tag.Message) != "message\n" {
		t.Errorf("got %+v, %v", tag, err)
	}
	if _, err := ParseTag([]byte("type tree\ntag v1\n\n")); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

func TestParseSignature(t *testing.T) {
	for line, want := range map[string]Signature{
		"A <a@x> 5 +0000":      {Name: []byte("A"), Email: []byte("a@x"), Seconds: 5},
		"X <x <y@z>> 7 -0130":  {Name: []byte("X"), Email: []byte("x <y@z"), Seconds: 7, Offset: -90},
		"noemail 1 +0000":      {Name: []byte("noemail 1 +0000")},
		"<> 3":                 {Seconds: 3},
		"Y <open 5 +0000":      {Name: []byte("Y"), Email: []byte("open 5 +0000")},
		"Z <z> 9 zone":         {Name: []byte("Z"), Email: []byte("z"), Seconds: 9},
		"Z <z> soon +0000":     {Name: []byte("Z"), Email: []byte("z")},
		"Z <z> 9 +00x0":        {Name: []byte("Z"), Email: []byte("z"), Seconds: 9},
		"\xff\xfe <\xe9> 1 +1": {Name: []byte("\xff\xfe"), Email: []byte("\xe9"), Seconds: 1},
	} {
		got := ParseSignature([]byte(line))
		if string(got.Name) != string(want.Name) || string(got.Email) != string(want.Email) || got.Seconds != want.Seconds || got.Offset != want.Offset {
			t.Errorf("%q: got %q %q %d %d", line, got.Name, got.Email, got.Seconds, got.Offset)
		}
	}
}

func TestParseAlternates(t *testing.T) {
	got := parseAlternates("# comment\n/a b/objects\n\n\"/q\\\"uo\\303\\251te\\n/o\"\n../rel\n\"open\n\"bad\\9\"")
	want := []string{"/a b/objects", "/q\"uo\u00e9te\n/o", "../rel", "\"open", "\"bad\\9\""}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestApplyDelta(t *testing.T) {
	base := []byte("0123456789")
	delta := slices.Concat(copyOp(0, 3), copyOp(3, 2), insertOp("ab"), insertOp("c"), copyOp(9, 1), copyOp(0, 1))
	dst := make([]byte, 10)
	list, err := applyDelta(dst, base, delta, make([]Instruction, 0))
	if err != nil || string(dst) != "01234abc90" {
		t.Fatalf("got %q, %v", dst, err)
	}
	want := []Instruction{{0, 5}, {-1, 3}, {9, 1}, {0, 1}}
	if !slices.Equal(list, want) {
		t.Errorf("got %v, want %v", list, want)
	}
	if list, err := applyDelta(dst, base, delta, nil); list != nil || err != nil {
		t.Errorf("nobody wants the instructions: got %v, %v", list, err)
	}
}
