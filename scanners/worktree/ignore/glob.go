package ignore

import "math/bits"

// A glob is a wildcard pattern as a chain of steps, matched by simulating all
// alternatives at once: time is linear in the name times the pattern, so that a
// hostile ignore file cannot make the walk backtrack without end.
type glob struct {
	steps []step
	// never is true for a pattern that git accepts and that matches no name: an
	// unclosed or unknown character class, a backslash at the end.
	never bool
}

type stepKind uint8

const (
	oneByte stepKind = iota // exactly the byte
	oneOf                   // a byte of the set
	run                     // any number of bytes, none of them a slash
	deepRun                 // any number of bytes
	// deepRunOrNone is the "**" of "**/": any number of bytes, or nothing at all
	// together with the slash that follows it.
	deepRunOrNone
)

type step struct {
	kind stepKind
	b    byte
	set  *byteSet
}

type byteSet [4]uint64

func (s *byteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }

// match reports whether the glob matches the whole of name.
func (g *glob) match(name string) bool {
	if g.never {
		return false
	}
	words := len(g.steps)/64 + 1
	var room [4]uint64
	var now, next []uint64
	if 2*words <= len(room) {
		now, next = room[:words], room[words:2*words]
	} else {
		now, next = make([]uint64, words), make([]uint64, words)
	}
	g.reach(now, 0)
	for i := range len(name) {
		clear(next)
		alive := false
		for w, word := range now {
			for ; word != 0; word &= word - 1 {
				at := w<<6 + bits.TrailingZeros64(word)
				if at == len(g.steps) {
					continue
				}
				switch st := &g.steps[at]; st.kind {
				case oneByte:
					if name[i] == st.b {
						g.reach(next, at+1)
						alive = true
					}
				case oneOf:
					if st.set.has(name[i]) {
						g.reach(next, at+1)
						alive = true
					}
				case run:
					if name[i] != '/' {
						g.reach(next, at)
						alive = true
					}
				default:
					// Having read a byte, a deepRunOrNone is no longer nothing.
					next[at>>6] |= 1 << (at & 63)
					g.reach(next, at+1)
					alive = true
				}
			}
		}
		if !alive {
			return false
		}
		now, next = next, now
	}
	return now[len(g.steps)>>6]&(1<<(len(g.steps)&63)) != 0
}

// reach marks a position and the ones that follow it without reading a byte.
func (g *glob) reach(set []uint64, at int) {
	for {
		set[at>>6] |= 1 << (at & 63)
		if at == len(g.steps) {
			return
		}
		switch g.steps[at].kind {
		case run, deepRun:
			at++
		case deepRunOrNone:
			g.reach(set, at+1)
			at += 2
		default:
			return
		}
	}
}

// compile reads a pattern as git's wildmatch does. With inPath a slash is only
// matched by a slash and by "**" standing as a whole path component; the start of
// the pattern counts as the start of a component. With fold ASCII letters match
// in either case, and names must be given in lower case.
func compile(pattern string, inPath, fold bool) *glob {
	g := &glob{}
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; c {
		case '\\':
			i++
			if i == len(pattern) {
				g.never = true
				return g
			}
			g.literal(pattern[i], false)
			i++
		case '?':
			set := &byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
			if inPath {
				set['/'>>6] &^= 1 << ('/' & 63)
			}
			g.steps = append(g.steps, step{kind: oneOf, set: set})
			i++
		case '*':
			end := i
			for end < len(pattern) && pattern[end] == '*' {
				end++
			}
			g.steps = append(g.steps, step{kind: starKind(pattern, i, end, inPath)})
			i = end
		case '[':
			set, end := parseClass(pattern, i, fold)
			if set == nil {
				g.never = true
				return g
			}
			if inPath {
				set['/'>>6] &^= 1 << ('/' & 63)
			}
			g.steps = append(g.steps, step{kind: oneOf, set: set})
			i = end
		default:
			g.literal(c, fold)
			i++
		}
	}
	return g
}

func (g *glob) literal(b byte, fold bool) {
	if fold {
		b = lower(b)
	}
	g.steps = append(g.steps, step{kind: oneByte, b: b})
}

// starKind says what the asterisks at pattern[i:end] stand for.
func starKind(pattern string, i, end int, inPath bool) stepKind {
	if !inPath {
		return deepRun
	}
	rest := pattern[end:]
	component := end-i >= 2 && (i == 0 || pattern[i-1] == '/')
	switch {
	case component && rest == "":
		return deepRun
	case component && rest[0] == '/':
		return deepRunOrNone
	case component && len(rest) >= 2 && rest[:2] == `\/`:
		return deepRun
	}
	return run
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
