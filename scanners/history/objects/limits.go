package objects

import (
	"math"
	"sync/atomic"
)

// Limits bound what one repository can make this package do. A zero field takes
// its default.
type Limits struct {
	// Object is the size in bytes up to which an object is read into memory;
	// default 256 MiB. Larger ones are ErrTooLarge, but can be streamed when they
	// are not stored as a difference.
	Object int64
	// Depth is how many differences an object may be away from one that is stored
	// in full; default 100,000. Git makes at most 4,095.
	Depth int
	// Work is how many bytes may be rebuilt to get at one object; default four
	// times Object.
	Work int64
	// Bases is how many bytes of rebuilt objects each Reader keeps, as bases for
	// further reads; default 32 MiB.
	Bases int64
	// Held is how many bytes each worker of a Scan keeps for objects that still
	// wait for something stored as a difference to them; default 64 MiB. Above it
	// they are rebuilt when their turn comes.
	Held int64
	// Alternates is how deep alternates may name further ones; default 5, as in git.
	Alternates int
	// Packs is how many packs are opened; default 20,000.
	Packs int
}

func (l Limits) withDefaults() Limits {
	set := func(field *int64, value int64) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Object, 256<<20)
	l.Object = min(l.Object, math.MaxInt32) // instructions count bytes in 31 bits
	set(&l.Work, 4*l.Object)
	set(&l.Bases, 32<<20)
	set(&l.Held, 64<<20)
	if l.Depth <= 0 {
		l.Depth = 100_000
	}
	if l.Alternates <= 0 {
		l.Alternates = 5
	}
	if l.Packs <= 0 {
		l.Packs = 20_000
	}
	return l
}

// Counters say what reading cost and met, since the store was opened. They only
// grow, and are read with Store.Counters.
type Counters struct {
	// Inflated is how many pack entries and loose objects were decompressed, and
	// InflatedBytes their size decompressed.
	Inflated, InflatedBytes int64
	// Rebuilt is how many differences were applied, and RebuiltBytes the size of
	// what came out.
	Rebuilt, RebuiltBytes int64
	// Again is how many objects a Scan had to rebuild because Limits.Held did not
	// let it keep them.
	Again int64
	// OtherCopy is how many objects were read from another copy after the first
	// one turned out damaged.
	OtherCopy int64
	// Refreshed is how many times the packs were listed again.
	Refreshed int64
}

// counters are the live ones: each reader adds its own sums now and then.
type counters struct {
	inflated, inflatedBytes, rebuilt, rebuiltBytes, again, otherCopy, refreshed atomic.Int64
}

// add moves the sums of one reader over.
func (c *counters) add(n *Counters) {
	c.inflated.Add(n.Inflated)
	c.inflatedBytes.Add(n.InflatedBytes)
	c.rebuilt.Add(n.Rebuilt)
	c.rebuiltBytes.Add(n.RebuiltBytes)
	c.again.Add(n.Again)
	c.otherCopy.Add(n.OtherCopy)
	*n = Counters{}
}

// Counters returns what reading has cost up to now.
func (s *Store) Counters() Counters {
	c := &s.counters
	return Counters{
		Inflated: c.inflated.Load(), InflatedBytes: c.inflatedBytes.Load(),
		Rebuilt: c.rebuilt.Load(), RebuiltBytes: c.rebuiltBytes.Load(),
		Again: c.again.Load(), OtherCopy: c.otherCopy.Load(), Refreshed: c.refreshed.Load(),
	}
}
