package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/base64"
	"hash/crc32"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// A file is a member of an archive that a test makes.
type file struct{ name, text string }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func makeZip(t testing.TB, method uint16, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: method})
		must(t, err)
		_, err = io.WriteString(m, f.text)
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

// A packed is a member of a zip file that a test packs itself, and what it says.
type packed struct {
	header zip.FileHeader
	data   string
}

func makeRawZip(t testing.TB, members ...packed) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range members {
		p.header.CompressedSize64 = uint64(len(p.data))
		if p.header.Method == zip.Store {
			p.header.CRC32 = crc32.ChecksumIEEE([]byte(p.data))
		}
		m, err := w.CreateRaw(&p.header)
		must(t, err)
		_, err = io.WriteString(m, p.data)
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

func makeTar(t testing.TB, headers ...tar.Header) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		text := h.Linkname // of a regular file: its content
		if h.Typeflag == 0 || h.Typeflag == tar.TypeReg {
			h.Size, h.Linkname = int64(len(text)), ""
		}
		must(t, w.WriteHeader(&h))
		if h.Size > 0 {
			_, err := io.WriteString(w, text)
			must(t, err)
		}
	}
	must(t, w.Close())
	return b.String()
}

func tarOf(t testing.TB, files ...file) string {
	var headers []tar.Header
	for _, f := range files {
		headers = append(headers, tar.Header{Name: f.name, Linkname: f.text, Mode: 0o600})
	}
	return makeTar(t, headers...)
}

func compress(t testing.TB, text string, open func(io.Writer) (io.WriteCloser, error)) string {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	must(t, err)
	_, err = io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func makeGzip(t testing.TB, text string) string {
	return compress(t, text, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil })
}

func makeZstd(t testing.TB, text string, options ...zstd.EOption) string {
	return compress(t, text, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w, options...) })
}

func makeXZ(t testing.TB, text string, config xz.WriterConfig) string {
	return compress(t, text, func(w io.Writer) (io.WriteCloser, error) { return config.NewWriter(w) })
}

// bzipped is "plain LEAK1\n", and bzippedTar a tar archive with a member "in/side"
// of that text: there is nothing in the standard library to make them with.
var (
	bzipped    = fromBase64("QlpoOTFBWSZTWauYURcAAAXdgAAQQAAgACIMICVAACAAIgBoaEDQNB+uwB2knxdyRThQkKuYURc=")
	bzippedTar = fromBase64("QlpoOTFBWSZTWZUFE3oAAHR/gMqQAQBAAPeAIgwAIGYlXgAICCAAVDSmjTIBpiZBk9T1BJRNDTQ0AAAfawGoQTuQhEerHjIPmQIYEWnJFwpGCNFEFS2fHLGNjWynPRYodan7Q1hLjRiZkRAfi7kinChISoKJvQA=")
)

// bzipBomb is 64 MiB of zeros.
var bzipBomb = fromBase64("QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZvAS1wwCidcAAwAAACCAAIKQINjKKiE0qKiE4u5IpwoSFALuD6A==")

func fromBase64(s string) string {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// zeros is a megabyte that packs well.
var zeros = string(make([]byte, 1<<20))

func newDeflater(w io.Writer) io.WriteCloser {
	d, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	return d
}
