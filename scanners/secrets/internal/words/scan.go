package words

// lanes is how many parts of a text are read at once. Each step of the automaton
// has to wait for the table look-up of the one before; four independent ones wait
// together.
const lanes = 4

// minLane is the shortest part worth the set-up, in bytes.
const minLane = 512

// Hits holds what Scan found, in order: all of the first list, then the second, ...
// Its memory is used again by the next Scan.
type Hits [lanes][]Hit

// Scan finds the words that end within text[from:to], wherever they begin.
func (a *Automaton) Scan(text []byte, from, to int, hits *Hits) {
	for i := range hits {
		hits[i] = hits[i][:0]
	}
	part := (to - from) / lanes
	if part < max(minLane, a.max) {
		a.scan(0, text, from, to, &hits[0])
		return
	}
	a.scanLanes(text, from, part, hits)
	// The last few bytes, that the division left over.
	a.scan(0, text, from+lanes*part, to, &hits[lanes-1])
}

// lead returns where to begin so that at from the state is what it would be had
// the whole text been read: no word is longer than what is read before.
func (a *Automaton) lead(from int) int { return max(0, from-max(a.max-1, 0)) }

// scan appends the hits that end within text[from:to].
func (a *Automaton) scan(state uint16, text []byte, from, to int, hits *[]Hit) {
	for _, b := range text[a.lead(from):from] {
		state = a.next[uint(state)<<(a.shift&15)|uint(a.class[b])]
	}
	next, shift, accept := a.next, a.shift&15, a.accept
	class := &a.class
	for i, b := range text[from:to] {
		state = next[uint(state)<<shift|uint(class[b])]
		if state >= accept {
			*hits = append(*hits, Hit{int32(from + i + 1), state})
		}
	}
}

// scanLanes appends the hits that end within the first part bytes from from, the
// next part bytes, and so on, each to its list.
func (a *Automaton) scanLanes(text []byte, from, part int, hits *Hits) {
	var start [lanes]uint
	for i := range lanes {
		at := from + i*part
		for _, b := range text[a.lead(at):at] {
			start[i] = uint(a.next[start[i]<<(a.shift&15)|uint(a.class[b])])
		}
	}
	p, q, r, s := start[0], start[1], start[2], start[3]
	text = text[from:]
	t0 := text[:part]
	t1 := text[part:][:len(t0)]
	t2 := text[2*part:][:len(t0)]
	t3 := text[3*part:][:len(t0)]
	next, shift, accept := a.next, a.shift&15, uint(a.accept)
	class := &a.class
	for i := range t0 {
		p = uint(next[p<<shift|uint(class[t0[i]])])
		q = uint(next[q<<shift|uint(class[t1[i]])])
		r = uint(next[r<<shift|uint(class[t2[i]])])
		s = uint(next[s<<shift|uint(class[t3[i]])])
		if max(p, q, r, s) < accept {
			continue
		}
		for lane, state := range [lanes]uint{p, q, r, s} {
			if state >= accept {
				hits[lane] = append(hits[lane], Hit{int32(from + lane*part + i + 1), uint16(state)})
			}
		}
	}
}
