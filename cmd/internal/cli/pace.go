package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A scan of one service allocates several times what it keeps, for a second or
// two: half of the analysis of a small service would be garbage collection.
const (
	// easyPercent is the GOGC of a process whose heap is small.
	easyPercent = 400
	// smallHeap is the live heap, in bytes, from which on the usual pace holds: at
	// easyPercent the process peaks at five times that.
	smallHeap = 64 << 20
)

// paceCollector lets the heap of a small scan grow before it is collected. A
// setting of GOGC in the environment wins.
func paceCollector(getenv func(string) string) {
	if getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(easyPercent)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var afterCollection func(*cycle)
	afterCollection = func(c *cycle) {
		metrics.Read(live)
		if live[0].Value.Kind() != metrics.KindUint64 || live[0].Value.Uint64() > smallHeap {
			debug.SetGCPercent(usual)
			return
		}
		runtime.SetFinalizer(c, afterCollection) // once more, after the next one
	}
	runtime.SetFinalizer(new(cycle), afterCollection)
}

// A cycle is garbage from the start: its finalizer runs after each collection.
// It has a size, since the runtime gives all empty values one address.
type cycle struct{ _ [16]byte }
