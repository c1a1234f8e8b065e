package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/ulikunitz/xz"
)

// visits unpacks an archive and returns a line for each member, of its path, depth
// and content, cut short.
func visits(t testing.TB, path, data string, limits Limits) ([]string, Outcome) {
	t.Helper()
	format, ok := Detect([]byte(data[:min(len(data), HeadSize)]))
	if !ok {
		t.Fatalf("%s is not taken for an archive", path)
	}
	var lines []string
	o, err := Each(context.Background(), path, format, strings.NewReader(data), int64(len(data)), limits, func(m Member) error {
		head := make([]byte, 24)
		n, err := io.ReadFull(m.Reader, head)
		lines = append(lines, fmt.Sprintf("%s %d %q", m.Path, m.Depth, head[:n]))
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			err = nil
		}
		if err == nil {
			_, err = io.Copy(io.Discard, m.Reader)
		}
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if o.Members != len(lines) {
		t.Errorf("%s: %d members counted, %d visited", path, o.Members, len(lines))
	}
	return lines, o
}

func wantVisits(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("visited\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func wantLeft(t *testing.T, o Outcome, want string) {
	t.Helper()
	if got := o.String(); got != want {
		t.Errorf("left: %q\nwant: %q", got, want)
	}
}

const text = "plain LEAK1\n"

func TestFormats(t *testing.T) {
	files := []file{{"dir/", ""}, {"in/side", text}, {"empty", ""}, {"UPPER", "two"}}
	inTar := tarOf(t, file{"in/side", text})
	zipped := []string{`a!in/side 1 "plain LEAK1\n"`, `a!empty 1 ""`, `a!UPPER 1 "two"`}
	tarred := []string{`a!in/side 1 "plain LEAK1\n"`}
	for _, c := range []struct {
		name, path, data string
		want             []string
	}{
		{"zip", "a", makeZip(t, zip.Deflate, files...), zipped},
		{"stored zip", "a", makeZip(t, zip.Store, files...), zipped},
		{"zip after a stub", "a", "PK\x03\x04 stub " + makeZip(t, zip.Deflate, files...), zipped},
		{"zip with bzip2", "a", makeRawZip(t, packed{zip.FileHeader{Name: "in/side", Method: methodBzip2, CRC32: 0x500e3e3b}, bzipped}), tarred},
		{"zip with zstd", "a", makeRawZip(t, packed{zip.FileHeader{Name: "in/side", Method: methodZstd, CRC32: 0x500e3e3b}, makeZstd(t, text)}), tarred},
		{"zip with xz", "a", makeRawZip(t, packed{zip.FileHeader{Name: "in/side", Method: methodXZ, CRC32: 0x500e3e3b}, makeXZ(t, text, xz.WriterConfig{})}), tarred},
		{"tar", "a", tarOf(t, files...), zipped},
		{"two tars", "a", inTar + tarOf(t, file{"more", "x"}), append(slices.Clone(tarred), `a!more 1 "x"`)},
		{"tar.gz", "a", makeGzip(t, inTar), tarred},
		{"tar.bz2", "a", bzippedTar, tarred},
		{"tar.zst", "a", makeZstd(t, inTar), tarred},
		{"tar.xz", "a", makeXZ(t, inTar, xz.WriterConfig{}), tarred},
		{"gzip", "b/a.env.gz", makeGzip(t, text), []string{`b/a.env.gz!a.env 1 "plain LEAK1\n"`}},
		{"two gzips", "a.GZ", makeGzip(t, "a") + makeGzip(t, "b"), []string{`a.GZ!a 1 "ab"`}},
		{"bzip2", "a.bz2", bzipped, []string{`a.bz2!a 1 "plain LEAK1\n"`}},
		{"zstd", "a", makeZstd(t, text), []string{`a!a 1 "plain LEAK1\n"`}},
		{"xz", ".xz", makeXZ(t, text, xz.WriterConfig{}), []string{`.xz!.xz 1 "plain LEAK1\n"`}},
		{"xz without a check", "a.xz", makeXZ(t, text, xz.WriterConfig{NoCheckSum: true}), []string{`a.xz!a 1 "plain LEAK1\n"`}},
		{"xz with SHA-256", "a.xz", makeXZ(t, text, xz.WriterConfig{CheckSum: xz.SHA256}), []string{`a.xz!a 1 "plain LEAK1\n"`}},
		{"three xz with padding", "a.xz", makeXZ(t, "a", xz.WriterConfig{CheckSum: xz.CRC32}) + "\x00\x00\x00\x00" + makeXZ(t, "", xz.WriterConfig{}) + makeXZ(t, "c", xz.WriterConfig{}), []string{`a.xz!a 1 "ac"`}},
		{"an empty zip", "a", makeZip(t, zip.Deflate), nil},
		{"an empty gzip", "a", makeGzip(t, ""), []string{`a!a 1 ""`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, o := visits(t, c.path, c.data, Limits{})
			wantVisits(t, got, c.want...)
			wantLeft(t, o, "")
		})
	}
}

// What is large goes through many buffers, and comes out as it went in.
func TestLargeMembers(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	large := make([]byte, 3<<20)
	for i := range large {
		large[i] = "abcdefgh"[g.IntN(8)]
	}
	want := string(large)
	for name, data := range map[string]string{
		"zip": makeZip(t, zip.Deflate, file{"x", want}), "stored": makeZip(t, zip.Store, file{"x", want}), "tar": tarOf(t, file{"x", want}),
		"gzip": makeGzip(t, want), "zstd": makeZstd(t, want), "xz": makeXZ(t, want, xz.WriterConfig{BlockSize: 1 << 20}), "tar.gz": makeGzip(t, tarOf(t, file{"x", want})),
		"in a zip in tar.gz": makeGzip(t, tarOf(t, file{"b.zip", makeZip(t, zip.Deflate, file{"x", want})})),
		"gzip in a tar":      tarOf(t, file{"b.gz", makeGzip(t, want)}),
	} {
		format, _ := Detect([]byte(data[:HeadSize]))
		count := 0
		o, err := Each(context.Background(), name, format, strings.NewReader(data), int64(len(data)), Limits{}, func(m Member) error {
			count++
			got, err := io.ReadAll(iotest.OneByteReader(io.LimitReader(m.Reader, 100)))
			must(t, err)
			rest, err := io.ReadAll(m.Reader)
			if string(got)+string(rest) != want {
				t.Errorf("%s: %s came out with %d bytes, %v", name, m.Path, len(got)+len(rest), err)
			}
			return err
		})
		if err != nil || count != 1 || len(o.Left()) > 0 {
			t.Errorf("%s: %d members, %v, %v", name, count, &o, err)
		}
	}
}

func TestNested(t *testing.T) {
	inner := makeZip(t, zip.Deflate, file{"x", text})
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		got, o := visits(t, "a", makeZip(t, method, file{"b/c.zip", inner}, file{"d.tgz", makeGzip(t, tarOf(t, file{"y", text}))},
			file{"e.gz", makeGzip(t, inner)}, file{"f.tar", tarOf(t, file{"z", "1"}, file{"z.gz", makeGzip(t, "2")})}, file{"g", "3"}), Limits{Depth: 3})
		wantVisits(t, got, `a!b/c.zip!x 2 "plain LEAK1\n"`, `a!d.tgz!y 2 "plain LEAK1\n"`, `a!e.gz!e!x 3 "plain LEAK1\n"`,
			`a!f.tar!z 2 "1"`, `a!f.tar!z.gz!z 3 "2"`, `a!g 1 "3"`)
		wantLeft(t, o, "")
	}
}

// What cannot be unpacked is visited as it is.
func TestNestedUnopened(t *testing.T) {
	broken := "PK\x03\x04 LEAK1"
	brokenTar := strings.Repeat("\x00", 257) + "ustar LEAK2"
	for name, data := range map[string]string{
		"zip":    makeZip(t, zip.Deflate, file{"1", broken}, file{"2", brokenTar}, file{"3", "\x1f\x8b LEAK3"}, file{"4", "7z\xbc\xaf\x27\x1c"}),
		"stored": makeZip(t, zip.Store, file{"1", broken}, file{"2", brokenTar}, file{"3", "\x1f\x8b LEAK3"}, file{"4", "7z\xbc\xaf\x27\x1c"}),
		"tar.gz": makeGzip(t, tarOf(t, file{"1", broken}, file{"2", brokenTar}, file{"3", "\x1f\x8b LEAK3"}, file{"4", "7z\xbc\xaf\x27\x1c"})),
	} {
		got, o := visits(t, "a", data, Limits{})
		if len(got) != 4 || got[0] != `a!1 1 "PK\x03\x04 LEAK1"` || got[2] != `a!3 1 "\x1f\x8b LEAK3"` || !strings.HasPrefix(got[1], "a!2 ") {
			t.Errorf("%s: visited %q", name, got)
		}
		for _, l := range o.Left() {
			want := map[Reason]string{Unsupported: "a!4", Corrupt: "a!1 a!2 a!3"}[l.Reason]
			if got := strings.Join(slices.Compact(l.Paths), " "); got != want {
				t.Errorf("%s: %s are %s, want %s", name, l.Reason, got, want)
			}
		}
	}
}

// Members that are no regular files hold nothing, or something else.
func TestKinds(t *testing.T) {
	link := zip.FileHeader{Name: "link"}
	link.SetMode(0o777 | 1<<27)
	data := makeRawZip(t, packed{link, "target"}, packed{zip.FileHeader{Name: "file"}, "x"})
	got, o := visits(t, "a", data, Limits{})
	wantVisits(t, got, `a!file 1 "x"`)
	wantLeft(t, o, "")

	got, o = visits(t, "a", makeTar(t,
		tar.Header{Name: "hard", Typeflag: tar.TypeLink, Linkname: "x"}, tar.Header{Name: "soft", Typeflag: tar.TypeSymlink, Linkname: "x"},
		tar.Header{Name: "device", Typeflag: tar.TypeChar}, tar.Header{Name: "dir/", Typeflag: tar.TypeDir}, tar.Header{Name: "fifo", Typeflag: tar.TypeFifo},
		tar.Header{Name: "file", Linkname: "x"}), Limits{})
	wantVisits(t, got, `a!file 1 "x"`)
	wantLeft(t, o, "")
}

// Names are passed on as they are, whatever they would do as paths.
func TestNames(t *testing.T) {
	long := strings.Repeat("n", 300) + "/" + strings.Repeat("o", 5000) + ".env"
	names := []string{"../../etc/passwd", "/abs", "c:\\x", "\x1b[31m\n", "\xff\xfe", "a!b", "", "nul\x00.env", `a/./..b/..\..`}
	var members []packed
	for _, n := range append(names, long) {
		members = append(members, packed{zip.FileHeader{Name: n}, ""})
	}
	var got []string
	data := makeRawZip(t, members...)
	_, err := Each(context.Background(), "a", Zip, strings.NewReader(data), int64(len(data)), Limits{}, func(m Member) error {
		got = append(got, strings.TrimPrefix(m.Path, "a!"))
		return nil
	})
	must(t, err)
	names[0], names[7], names[8] = "%2E%2E/%2E%2E/etc/passwd", "nul.env", `a/%2E/..b/%2E%2E\%2E%2E`
	if len(got) != len(names)+1 || !slices.Equal(got[:len(names)], names) {
		t.Fatalf("got %q", got)
	}
	if last := got[len(names)]; len(last) > 4200 || !strings.HasPrefix(last, "nnn") || !strings.HasSuffix(last, "ooo.env") {
		t.Errorf("a long name became %d bytes, %.20q", len(last), last)
	}

	lines, o := visits(t, "a", tarOf(t, file{"../" + long[:3000], "x"}, file{"/é/" + strings.Repeat("p", 200), "y"}), Limits{})
	wantVisits(t, lines, "a!%2E%2E/"+long[:3000]+` 1 "x"`, "a!/é/"+strings.Repeat("p", 200)+` 1 "y"`)
	wantLeft(t, o, "")
}

// Errors that are not the archive's come back as they are.
func TestErrors(t *testing.T) {
	data := makeZip(t, zip.Deflate, file{"1", "x"}, file{"2", "y"})
	ours := errors.New("ours")
	each := func(ctx context.Context, r io.ReaderAt, visit func(Member) error) (Outcome, error) {
		return Each(ctx, "a", Zip, r, int64(len(data)), Limits{}, visit)
	}
	o, err := each(context.Background(), strings.NewReader(data), func(Member) error { return ours })
	if err != ours || o.Members != 1 {
		t.Errorf("the visitor's error became %v after %d members", err, o.Members)
	}
	ctx, cancel := context.WithCancel(context.Background())
	o, err = each(ctx, strings.NewReader(data), func(m Member) error {
		cancel()
		_, err := io.ReadAll(m.Reader)
		return err
	})
	if !errors.Is(err, context.Canceled) || o.Members != 1 || len(o.Left()) > 0 {
		t.Errorf("cancelled: %v, %d members, %v", err, o.Members, &o)
	}
	o, err = each(context.Background(), faulty{strings.NewReader(data), 40}, func(m Member) error {
		_, err := io.ReadAll(m.Reader)
		return err
	})
	if err == nil || err.Error() != "disk" || len(o.Left()) > 0 {
		t.Errorf("disk error: %v, %v", err, &o)
	}
	defer func() {
		if recover() != "visitor" {
			t.Error("a panic of the visitor is not the archive's")
		}
	}()
	_, _ = each(context.Background(), strings.NewReader(data), func(Member) error { panic("visitor") })
}

// faulty errs when a byte below good is read.
type faulty struct {
	r    io.ReaderAt
	good int64
}

func (f faulty) ReadAt(b []byte, offset int64) (int, error) {
	if offset < f.good {
		return 0, errors.New("disk")
	}
	return f.r.ReadAt(b, offset)
}

func TestDetect(t *testing.T) {
	v7 := []byte(tarOf(t, file{"x", "y"}))[:HeadSize]
	sum := 0
	copy(v7[257:], make([]byte, 8))
	copy(v7[148:], "        ")
	for _, b := range v7 {
		sum += int(b)
	}
	copy(v7[148:], fmt.Sprintf("%06o\x00 ", sum))
	if f, ok := Detect(v7); !ok || f != Tar {
		t.Errorf("an old tar is %v, %v", f, ok)
	}
	v7[0]++
	if f, ok := Detect(v7); ok {
		t.Errorf("a wrong checksum is %v", f)
	}
	for _, no := range []string{"", "PK", "plain", string(make([]byte, 1024)), strings.Repeat("0", 600)} {
		if f, ok := Detect([]byte(no)); ok {
			t.Errorf("%.10q is %v", no, f)
		}
	}
	for f := Zip; f <= LZ4; f++ {
		if strings.HasPrefix(f.String(), "Format") || f.Unpacked() != (f < SevenZip) {
			t.Errorf("%v", f)
		}
	}
	if !bytes.Equal([]byte(Format(99).String()), []byte("Format(99)")) {
		t.Error(Format(99))
	}
}
