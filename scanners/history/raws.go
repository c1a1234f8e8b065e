package history

import (
	"encoding/binary"
	"sync"
)

// minRaw is the length in bytes from which on a raw secret is looked for in what is
// written down. A shorter one is a part of ordinary words.
const minRaw = 8

// raws are the raw secrets that a scan came by. The zero value is ready for use.
type raws struct {
	mu   sync.Mutex
	all  map[string]struct{}
	from map[uint64][]string // by their first bytes; see in
}

func (r *raws) add(raw string) {
	if len(raw) < minRaw {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all == nil {
		r.all = make(map[string]struct{})
	}
	r.all[raw] = struct{}{}
	r.from = nil
}

// freeze makes in safe for concurrent use, as long as nothing is added.
func (r *raws) freeze() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.from != nil {
		return
	}
	r.from = make(map[uint64][]string, len(r.all))
	for raw := range r.all {
		head := binary.LittleEndian.Uint64([]byte(raw[:minRaw]))
		r.from[head] = append(r.from[head], raw)
	}
}

// in reports whether a raw secret stands in a text. freeze must have been called.
func (r *raws) in(text string) bool {
	if len(r.from) == 0 || len(text) < minRaw {
		return false
	}
	head := uint64(0)
	for i := range len(text) {
		head = head>>8 | uint64(text[i])<<56
		if i < minRaw-1 {
			continue
		}
		for _, raw := range r.from[head] {
			from := i - (minRaw - 1)
			if len(text)-from >= len(raw) && text[from:from+len(raw)] == raw {
				return true
			}
		}
	}
	return false
}
