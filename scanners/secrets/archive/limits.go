package archive

// Limits bound what one outermost archive, with all that is nested in it, can make
// Each do. A field that is not positive takes its default.
type Limits struct {
	// Depth is how many archives may be around a member; default 2: an archive in an
	// archive is unpacked, one in that is not.
	Depth int
	// Members is how many members are looked at, directories and links included;
	// default 10,000.
	Members int
	// Bytes is how many bytes are unpacked in all; default 256 MiB.
	Bytes int64
	// Ratio is how many bytes may come out of one byte, in each member and in all,
	// once more than 1 MiB came out; default 200. Text is rarely above 20.
	Ratio int64
	// Name is how many bytes of a member's name are kept; default 4,096. The middle
	// of a longer one is left out.
	Name int
	// Memory is how many bytes decoders may hold at one time; default 24 MiB. What
	// needs more is not unpacked: files of zstd --long or of xz -9, for two.
	Memory int64
}

// ratioFrom is how many bytes must have come out before a ratio means anything.
const ratioFrom = 1 << 20

func (l Limits) withDefaults() Limits {
	number := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	size := func(field *int64, value int64) {
		if *field <= 0 {
			*field = value
		}
	}
	number(&l.Depth, 2)
	number(&l.Members, 10_000)
	size(&l.Bytes, 256<<20)
	size(&l.Ratio, 200)
	number(&l.Name, 4096)
	size(&l.Memory, 24<<20)
	return l
}

// exceeds reports whether so many bytes out of so many are above the ratio.
func (l *Limits) exceeds(out, in int64) bool {
	return out > ratioFrom && out/l.Ratio > in
}
