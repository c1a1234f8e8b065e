package archive

import (
	"bytes"
	"strconv"
)

// A Format is a kind of archive or of compressed file.
type Format int

// The formats that are recognised. Unpacked says which are unpacked.
const (
	Zip Format = iota + 1 // also jar, war, whl, docx and their kin
	Tar
	Gzip
	Bzip2
	Zstd
	XZ
	SevenZip
	RAR
	LZ4
)

// String returns the format's usual name.
func (f Format) String() string {
	switch f {
	case Zip:
		return "zip"
	case Tar:
		return "tar"
	case Gzip:
		return "gzip"
	case Bzip2:
		return "bzip2"
	case Zstd:
		return "zstd"
	case XZ:
		return "xz"
	case SevenZip:
		return "7z"
	case RAR:
		return "rar"
	case LZ4:
		return "lz4"
	}
	return "Format(" + strconv.Itoa(int(f)) + ")"
}

// Unpacked reports whether Each unpacks archives of the format.
func (f Format) Unpacked() bool { return Zip <= f && f <= XZ }

// HeadSize is how many bytes of a file Detect looks at.
const HeadSize = 512

// magics are how files of each format begin.
var magics = [...]struct {
	magic  string
	format Format
}{
	{"PK\x03\x04", Zip},
	{"PK\x05\x06", Zip}, // an empty one
	{"\x1f\x8b", Gzip},
	{"BZh", Bzip2},
	{"\x28\xb5\x2f\xfd", Zstd},
	{"\xfd7zXZ\x00", XZ},
	{"7z\xbc\xaf\x27\x1c", SevenZip},
	{"Rar!\x1a\x07", RAR},
	{"\x04\x22\x4d\x18", LZ4},
}

// Detect tells the format of a file by its first HeadSize bytes, or all of them if
// it has less. It goes by magic numbers: what follows may still be damaged, or no
// archive at all.
func Detect(head []byte) (Format, bool) {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.format, true
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" || isTarHeader(head) {
		return Tar, true
	}
	return 0, false
}

// isTarHeader reports whether a block is the header of a tar archive by its
// checksum, which also archives from before the magic number have: the sum of all
// bytes, with blanks for the sum itself, in octal digits.
func isTarHeader(block []byte) bool {
	if len(block) < tarBlock || block[0] == 0 {
		return false
	}
	field := bytes.Trim(block[148:156], " \x00")
	want, err := strconv.ParseInt(string(field), 8, 64)
	if err != nil {
		return false
	}
	var unsigned, signed int64 // some old programs took bytes for signed ones
	for i, b := range block[:tarBlock] {
		if 148 <= i && i < 156 {
			b = ' '
		}
		unsigned += int64(b)
		signed += int64(int8(b))
	}
	return want == unsigned || want == signed
}

const tarBlock = 512
