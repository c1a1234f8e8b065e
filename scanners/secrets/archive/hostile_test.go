package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// overlap makes a zip file whose directory lists its only member n times.
func overlap(data string, n int) string {
	central := strings.LastIndex(data, centralSignature)
	end := strings.LastIndex(data, endSignature)
	record := data[central:end]
	tail := []byte(data[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(record)))
	return data[:central] + strings.Repeat(record, n) + string(tail)
}

// tarHeader makes a header that says what it is told to.
func tarHeader(name string, kind byte, size int64, change func(block []byte)) string {
	b := make([]byte, tarBlock)
	copy(b, name)
	copy(b[100:], "0000600\x000000000\x000000000\x00")
	putSize(b[124:136], size)
	copy(b[136:], "00000000000\x00        ")
	b[156] = kind
	copy(b[257:], "ustar\x0000")
	if change != nil {
		change(b)
	}
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
	return string(b)
}

// putSize writes a size in base 256, which has room for the largest.
func putSize(field []byte, size int64) {
	field[0] = 0x80
	binary.BigEndian.PutUint64(field[len(field)-8:], uint64(size))
}

func padded(s string) string { return s + string(make([]byte, -len(s)&(tarBlock-1))) }

// deep nests a text in n archives.
func deep(t testing.TB, n int) string {
	data := text
	for range n {
		data = makeZip(t, zip.Store, file{"a.zip", data})
	}
	return data
}

type hostile struct {
	name, data string
	limits     Limits
	members    int    // visited
	left       string // Outcome.String
}

func hostiles(t testing.TB) []hostile {
	mega := strings.Repeat(zeros, 24)
	gz := makeGzip(t, mega)
	lies := func(h zip.FileHeader, data string) string {
		h.Name = "x"
		return makeRawZip(t, packed{h, data})
	}
	deflated := compress(t, mega, func(w io.Writer) (io.WriteCloser, error) { return newDeflater(w), nil })
	pax := func(s string) string { return fmt.Sprintf("%d %s\n", len(s)+len(" \n")+2, s) }
	records := pax("GNU.sparse.major=1") + pax("GNU.sparse.minor=0") + pax("GNU.sparse.name=x") + pax("GNU.sparse.realsize=1099511627776")
	return []hostile{
		{"gzip bomb", gz, Limits{}, 1, "unpacking to suspiciously much: a"},
		{"bzip2 bomb", bzipBomb, Limits{}, 1, "unpacking to suspiciously much: a"},
		{"zstd bomb", makeZstd(t, mega), Limits{}, 1, "unpacking to suspiciously much: a"},
		{"xz bomb", makeXZ(t, mega, xz.WriterConfig{}), Limits{}, 1, "unpacking to suspiciously much: a"},
		{"zip bomb", makeZip(t, zip.Deflate, file{"x", mega}, file{"y", "z"}), Limits{}, 2, "unpacking to suspiciously much: a!x"},
		{"tar.gz bomb", makeGzip(t, tarOf(t, file{"x", mega})), Limits{}, 1, "unpacking to suspiciously much: a"},
		{"gzip bomb in a large tar", tarOf(t, file{"x.gz", gz}, file{"y", strings.Repeat("y", 4<<20)}), Limits{}, 2, "unpacking to suspiciously much: a!x.gz"},
		{"zip bomb in a large zip", makeZip(t, zip.Store, file{"y", strings.Repeat("y", 4<<20)}, file{"x.zip", makeZip(t, zip.Deflate, file{"x", mega})}, file{"z", "z"}), Limits{}, 3, "unpacking to suspiciously much: a!x.zip!x"},
		{"overlapping members", overlap(makeZip(t, zip.Deflate, file{"x", mega[:8<<20]}), 5000), Limits{}, 47, "unpacking to suspiciously much: a!x, a!x, a!x and 44 more"},
		{"overlapping stored members", overlap(makeZip(t, zip.Store, file{"x", strings.Repeat("y", 1<<20)}), 5000), Limits{Bytes: 32 << 20}, 33, "beyond the limit of size: a!x"},
		{"overlapping members that unpack to nothing", overlap(makeZip(t, zip.Store, file{"x.gz", strings.Repeat(makeGzip(t, ""), 10_000)}), 9000), Limits{Bytes: 1 << 20}, 46, "beyond the limit of size: a"},
		{"100,000 records", overlap(makeZip(t, zip.Store, file{"x", ""}), 100_000), Limits{}, 10_000, "beyond the limit of members: a!x"},
		{"nested too deep", deep(t, 30), Limits{}, 1, "nested too deep: a!a.zip!a.zip"},
		{"nested to the limit", deep(t, 2), Limits{}, 1, ""},
		{"compressed 20 times", func() string {
			data := text
			for range 20 {
				data = makeGzip(t, data)
			}
			return data
		}(), Limits{}, 1, "nested too deep: a!a!a"},
		{"size that is too small", lies(zip.FileHeader{Method: zip.Deflate, UncompressedSize64: 20, CRC32: 1}, deflated[:20000]), Limits{}, 1, "unpacking to suspiciously much: a!x"},
		{"size of 2^62", strings.ReplaceAll(makeZip(t, zip.Store, file{"x", text}), "\x0c\x00\x00\x00\x0c\x00\x00\x00", "\xfe\xff\xff\xff\xfe\xff\xff\xff"), Limits{}, 1, "damaged: a!x"},
		{"tar with a lie about a size", tarHeader("x", '0', 1<<62, nil) + padded("y"), Limits{}, 1, "damaged: a"},
		{"tar.gz with a lie about a size", makeGzip(t, tarHeader("x", '0', 1<<62, nil)+padded("y")), Limits{}, 1, "damaged: a!x, a"},
		{"tar with a negative size", tarHeader("x", '0', -1, func(b []byte) { b[124] = 0xff }), Limits{}, 0, "damaged: a"},
		{"tar with a terabyte of holes", tarHeader("x", 'S', 0, func(b []byte) {
			copy(b[257:], "ustar  \x00")
			putSize(b[386:398], 1<<40)
			b[398+11] = '0'
			putSize(b[483:495], 1<<40)
		}) + string(make([]byte, 1024)), Limits{}, 1, "unpacking to suspiciously much: a!x"},
		{
			"tar.gz with a terabyte of holes", makeGzip(t, tarHeader("h", 'x', int64(len(records)), nil)+padded(records)+tarHeader("x", '0', 512, nil)+padded("0\n")+string(make([]byte, 1024))),
			Limits{},
			1, "unpacking to suspiciously much: a!x",
		},
		{"tar of 20,000 links", strings.Repeat(tarHeader("x", '2', 0, nil), 20_000), Limits{}, 0, "beyond the limit of members: a!x"},
		{"tar with something behind", tarOf(t, file{"x", "y"}) + "plain", Limits{}, 1, "damaged: a"},
		{"tar cut short", tarOf(t, file{"x", text}, file{"y", text})[:1200], Limits{}, 1, "damaged: a"},
		{"gzip cut short", gz[:len(gz)/2], Limits{Ratio: 1 << 30}, 1, "damaged: a"},
		{"gzip with something behind", makeGzip(t, text) + "plain", Limits{}, 1, "damaged: a"},
		{"one member is damaged", damage(makeZip(t, zip.Deflate, file{"x", text}, file{"y", text}, file{"z", text})), Limits{}, 3, "damaged: a!y"},
		{"encrypted member", makeRawZip(t, packed{zip.FileHeader{Name: "x", Flags: 1}, "12"}, packed{zip.FileHeader{Name: "y"}, "z"}), Limits{}, 1, "encrypted: a!x"},
		{
			"methods that are not supported", makeRawZip(t, packed{zip.FileHeader{Name: "x", Method: 9}, "12"}, packed{zip.FileHeader{Name: "y", Method: 14}, "12"}, packed{zip.FileHeader{Name: "z"}, "z"}),
			Limits{},
			1, "in a format that is not unpacked: a!x, a!y",
		},
		{"zstd with a long window", makeZstd(t, mega[:17<<20], zstd.WithWindowSize(16<<20)), Limits{}, 0, "in need of too much memory: a"},
		{"zstd whose second frame has a long window", makeZstd(t, text, zstd.WithSingleSegment(true)) + makeZstd(t, mega[:9<<20]), Limits{}, 1, "in need of too much memory: a"},
		{"xz with a large dictionary", makeXZ(t, text, xz.WriterConfig{DictCap: 64 << 20}), Limits{}, 0, "in need of too much memory: a"},
		{"xz whose second block has a large dictionary", makeXZ(t, text, xz.WriterConfig{DictCap: 1 << 20}) + makeXZ(t, text, xz.WriterConfig{DictCap: 16 << 20}), Limits{}, 1, "in need of too much memory: a"},
		{"xz with many large dictionaries", strings.Repeat(makeXZ(t, "x", xz.WriterConfig{DictCap: 8 << 20}), 1000), Limits{Bytes: 1 << 20}, 1, "beyond the limit of size: a"},
		{"xz damaged", damage(makeXZ(t, strings.Repeat(text, 3), xz.WriterConfig{})), Limits{}, 1, "damaged: a"},
	}
}

// damage changes a byte in the middle.
func damage(data string) string {
	b := []byte(data)
	at := len(b) / 2
	if i := strings.Index(data, "y"); i > 0 { // what the member of that name holds
		at = i + 3
	}
	b[at] ^= 0x55
	return string(b)
}

func TestHostile(t *testing.T) {
	for _, h := range hostiles(t) {
		t.Run(h.name, func(t *testing.T) {
			_, o := visits(t, "a", h.data, h.limits)
			if o.Members != h.members {
				t.Errorf("%d members visited, want %d", o.Members, h.members)
			}
			wantLeft(t, o, h.left)
			if most := h.limits.withDefaults().Bytes; o.Bytes > most+peekSize {
				t.Errorf("unpacked %d bytes of at most %d", o.Bytes, most)
			}
			if strings.Contains(h.left, "suspiciously") && o.Bytes > max(2<<20, 260*int64(len(h.data))) {
				t.Errorf("unpacked %d bytes of %d", o.Bytes, len(h.data))
			}
		})
	}
}

// allocated returns how many bytes were allocated since the program started.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// All that is ever allocated for one archive, garbage included, is below what may
// be in use at one time.
func TestMemory(t *testing.T) {
	buffer := make([]byte, 64<<10)
	all := hostiles(t)
	all = append(all,
		hostile{name: "zip in zstd in zstd", data: makeZstd(t, makeZstd(t, makeZip(t, zip.Store, file{"x", strings.Repeat("y", 20<<20)}))), limits: Limits{Ratio: 1 << 40, Depth: 5}},
		hostile{name: "10,000 members", data: overlap(makeZip(t, zip.Deflate, file{"x", text}), 10_000)},
		hostile{name: "xz", data: makeXZ(t, strings.Repeat(zeros, 20), xz.WriterConfig{}), limits: Limits{Ratio: 1 << 40}})
	for _, h := range all {
		format, _ := Detect([]byte(h.data[:min(len(h.data), HeadSize)]))
		r := strings.NewReader(h.data)
		before := allocated()
		_, err := Each(context.Background(), "a", format, r, int64(len(h.data)), h.limits, func(m Member) error {
			for {
				if _, err := m.Reader.Read(buffer); err == io.EOF {
					return nil
				} else if err != nil {
					return err
				}
			}
		})
		must(t, err)
		grew := allocated() - before
		t.Logf("%5d KB %s", grew>>10, h.name)
		if grew > 40<<20 {
			t.Errorf("%s: allocated %d MB", h.name, grew>>20)
		}
	}
}

// Zip files whose directory is not there, or out of reach, are read from the start.
func TestZipFromTheStart(t *testing.T) {
	files := []file{{"x", text}, {"d/", ""}, {"y", "2"}}
	for _, method := range []uint16{zip.Deflate, zip.Store} {
		whole := makeZip(t, method, files...)
		cut := whole[:strings.Index(whole, centralSignature)]
		sized := makeRawZip(t, packed{zip.FileHeader{Name: "x", CRC32: 0x500e3e3b}, text}, packed{zip.FileHeader{Name: "y", Method: zip.Deflate}, "\x4b\x04\x00"})
		got, o := visits(t, "a", sized[:strings.Index(sized, centralSignature)], Limits{})
		wantVisits(t, got, `a!x 1 "plain LEAK1\n"`, `a!y 1 "a"`)
		wantLeft(t, o, "damaged: a, a!y") // its checksum is not said

		got, o = visits(t, "a", cut, Limits{})
		if method == zip.Store {
			wantLeft(t, o, "in a format that is not unpacked: a!x; damaged: a") // where does it end?
			continue
		}
		wantVisits(t, got, `a!x 1 "plain LEAK1\n"`, `a!y 1 "2"`)
		wantLeft(t, o, "damaged: a")
	}
	large := strings.Repeat("0123456789abcdef", heldMax/16+10)
	inner := makeZip(t, zip.Deflate, file{"x", text}, file{"d/", ""}, file{"y", large}, file{"z", "2"})
	inner = makeRawZip(t, packed{zip.FileHeader{Name: "pad"}, large}, packed{zip.FileHeader{Name: "inner.zip"}, inner})
	got, o := visits(t, "a", makeGzip(t, tarOf(t, file{"b.zip", inner})), Limits{Depth: 4, Ratio: 10_000})
	wantVisits(t, got, `a!b.zip!pad 2 "0123456789abcdef01234567"`, `a!b.zip!inner.zip!x 3 "plain LEAK1\n"`, `a!b.zip!inner.zip!y 3 "0123456789abcdef01234567"`, `a!b.zip!inner.zip!z 3 "2"`)
	wantLeft(t, o, "")
}

func TestLimits(t *testing.T) {
	small := tarOf(t, file{"1", strings.Repeat("x", 5000)}, file{"2", strings.Repeat("y", 5000)}, file{"3", "z"})
	for _, c := range []struct {
		limits  Limits
		data    string
		members int
		left    string
	}{
		{Limits{Members: 2}, small, 2, "beyond the limit of members: a!3"},
		{Limits{Members: 3}, small, 3, ""},
		{Limits{Bytes: 7000}, small, 2, "beyond the limit of size: a!2"},
		{Limits{Depth: 1}, deep(t, 2), 1, "nested too deep: a!a.zip"},
		{Limits{Depth: 29}, deep(t, 30), 1, "nested too deep: a" + strings.Repeat("!a.zip", 29)},
		{Limits{Depth: 30}, deep(t, 30), 1, ""},
		{Limits{Ratio: 1000}, makeZip(t, zip.Deflate, file{"x", zeros + zeros}), 1, "unpacking to suspiciously much: a!x"},
		{Limits{Ratio: 1100}, makeZip(t, zip.Deflate, file{"x", zeros + zeros}), 1, ""},
		{Limits{}, makeZip(t, zip.Deflate, file{"x", zeros[1:]}), 1, ""},
		{Limits{Memory: 1 << 20}, makeZstd(t, zeros+zeros), 0, "in need of too much memory: a"},
		{Limits{Name: 8}, tarOf(t, file{"1234567890.env", "x"}), 1, ""},
	} {
		got, o := visits(t, "a", c.data, c.limits)
		if len(got) != c.members || o.String() != c.left {
			t.Errorf("%+v: visited %d, want %d; left %q, want %q", c.limits, len(got), c.members, &o, c.left)
		}
		if c.limits.Name > 0 && got[0] != `a!123456…nv 1 "x"` {
			t.Errorf("a name was cut to %s", got)
		}
	}
}

func TestOutcome(t *testing.T) {
	var o Outcome
	for i := range 5 {
		o.leave(Encrypted, fmt.Sprint(i))
	}
	o.leave(TooDeep, "x")
	wantLeft(t, o, "encrypted: 0, 1, 2 and 2 more; nested too deep: x")
	var p Outcome
	p.leave(Corrupt, "a.zip")
	p.leave(Corrupt, "a.zip!a.zip!x")
	p.leave(TooDeep, "b")
	if got, want := p.Within("a.zip"), "damaged: a.zip!x; nested too deep: b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p = Skipped("a.zip", TooMuchMemory)
	if got, want := p.Within("a.zip"), "in need of too much memory"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for r := range reasons {
		if strings.HasPrefix(r.String(), "Reason") {
			t.Errorf("no words for %v", r)
		}
	}
}

// A decoder that panics costs its member, one that gives nonsense too.
func TestDecoderPanics(t *testing.T) {
	w := &walk{ctx: context.Background(), limits: Limits{}.withDefaults(), size: 1}
	m := w.meter("x", readFunc(func([]byte) (int, error) { panic("decoder") }), &counter{})
	for range 2 {
		if n, err := m.Read(make([]byte, 1)); n != 0 || err == nil || !strings.Contains(err.Error(), "decoder") {
			t.Errorf("read %d, %v", n, err)
		}
	}
	wantLeft(t, w.out, "damaged: x")
	for _, n := range []int{-1, 99} {
		m := w.meter("y", readFunc(func([]byte) (int, error) { return n, io.EOF }), &counter{})
		if got, err := m.Read(make([]byte, 1)); got < 0 || got > 1 || err != io.EOF {
			t.Errorf("read %d of 1, %v", got, err)
		}
	}
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(b []byte) (int, error) { return f(b) }

// Whatever the bytes, there is an end to it, no panic, and no more than the limits.
func FuzzEach(f *testing.F) {
	for _, h := range hostiles(f) {
		if len(h.data) < 4096 {
			f.Add([]byte(h.data))
		}
	}
	f.Add([]byte(makeZip(f, zip.Deflate, file{"b.zip", makeZip(f, zip.Deflate, file{"x", text})})))
	f.Add([]byte(makeTar(f, tar.Header{Name: strings.Repeat("n", 200), Linkname: text, Format: tar.FormatGNU})))
	for _, data := range []string{bzipped, bzippedTar, makeGzip(f, text), makeZstd(f, text), makeXZ(f, text, xz.WriterConfig{DictCap: 4096})} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format, ok := Detect(data[:min(len(data), HeadSize)])
		if !ok {
			return
		}
		limits := Limits{Members: 100, Bytes: 1 << 20, Memory: 10 << 20}
		run := func(chunk int) (all []string) {
			o, err := Each(context.Background(), "a", format, bytes.NewReader(data), int64(len(data)), limits, func(m Member) error {
				sum, b := 0, make([]byte, chunk)
				for {
					n, err := m.Reader.Read(b)
					sum += n
					if err != nil {
						all = append(all, fmt.Sprint(m.Path, m.Depth, sum))
						if err == io.EOF {
							return nil
						}
						return err
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if o.Members != len(all) || o.Bytes > limits.Bytes+64<<10 || o.Members > limits.Members {
				t.Errorf("%d members counted, %d visited, %d bytes", o.Members, len(all), o.Bytes)
			}
			return append(all, o.String())
		}
		if a, b := run(4096), run(4096); !slices.Equal(a, b) {
			t.Errorf("twice the same archive gave\n%q\nand\n%q", a, b)
		}
	})
}
