package cli

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestPaceCollector(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	paceCollector(func(string) string { return "50" })
	if got := percent(); got != 100 {
		t.Errorf("GOGC of the environment: percent is %d", got)
	}
	paceCollector(func(string) string { return "" })
	if got := percent(); got != easyPercent {
		t.Errorf("small heap: percent is %d", got)
	}
	kept := make([]byte, 2*smallHeap)
	for end := time.Now().Add(10 * time.Second); percent() != 100 && time.Now().Before(end); {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if got := percent(); got != 100 {
		t.Errorf("large heap: percent is %d", got)
	}
	runtime.KeepAlive(kept)
}
