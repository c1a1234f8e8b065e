package ignore

import "strings"

// parseClass reads the character class that opens at pattern[i] and returns its
// bytes and the index after its closing bracket, or nil when git would let the
// pattern match nothing: no closing bracket, an unknown [:name:].
//
// Names come folded to lower case under fold. Git compares single characters of
// a class with them as they are written, and lets only ranges and [:upper:] match
// either case: [A] matches nothing, [A-A] matches a.
func parseClass(pattern string, i int, fold bool) (*byteSet, int) {
	set := &byteSet{}
	i++
	negated := i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^')
	if negated {
		i++
	}
	var previous byte // what a range would start from; 0 for nothing
	for first := true; ; first = false {
		if i >= len(pattern) {
			return nil, 0
		}
		c := pattern[i]
		switch {
		case c == ']' && !first:
			if negated {
				for w := range set {
					set[w] = ^set[w]
				}
			}
			return set, i + 1
		case c == '\\':
			i++
			if i >= len(pattern) {
				return nil, 0
			}
			c = pattern[i]
			set.add(c)
			previous = c
		case c == '-' && previous != 0 && i+1 < len(pattern) && pattern[i+1] != ']':
			i++
			last := pattern[i]
			if last == '\\' {
				i++
				if i >= len(pattern) {
					return nil, 0
				}
				last = pattern[i]
			}
			for b := int(previous); b <= int(last); b++ {
				set.add(byte(b))
				if fold {
					set.add(lower(byte(b)))
				}
			}
			previous = 0
		case c == '[' && i+1 < len(pattern) && pattern[i+1] == ':':
			length := strings.IndexByte(pattern[i+2:], ']')
			if length < 0 {
				return nil, 0
			}
			name, ok := strings.CutSuffix(pattern[i+2:i+2+length], ":")
			if !ok { // no ":]": an ordinary bracket
				set.add('[')
				previous = '['
				break
			}
			in := named(name, fold)
			if in == nil {
				return nil, 0
			}
			for b := range 256 {
				if in(byte(b)) {
					set.add(byte(b))
				}
			}
			i += 2 + length
			previous = 0
		default:
			set.add(c)
			previous = c
		}
		i++
	}
}

// named returns the predicate of a POSIX class, ASCII only, or nil for an
// unknown name. Like git's, white space is blank, tab, newline and return.
func named(name string, fold bool) func(byte) bool {
	isLower := func(b byte) bool { return 'a' <= b && b <= 'z' }
	isUpper := func(b byte) bool { return 'A' <= b && b <= 'Z' || fold && isLower(b) }
	isAlpha := func(b byte) bool { return isLower(lower(b)) }
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	isSpace := func(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
	isPrint := func(b byte) bool { return ' ' <= b && b <= '~' }
	switch name {
	case "alnum":
		return func(b byte) bool { return isAlpha(b) || isDigit(b) }
	case "alpha":
		return isAlpha
	case "blank":
		return func(b byte) bool { return b == ' ' || b == '\t' }
	case "cntrl":
		return func(b byte) bool { return b < ' ' || b == 0x7f }
	case "digit":
		return isDigit
	case "graph":
		return func(b byte) bool { return isPrint(b) && !isSpace(b) }
	case "lower":
		return isLower
	case "print":
		return isPrint
	case "punct":
		return func(b byte) bool { return isPrint(b) && !isSpace(b) && !isAlpha(b) && !isDigit(b) }
	case "space":
		return isSpace
	case "upper":
		return isUpper
	case "xdigit":
		return func(b byte) bool { return isDigit(b) || 'a' <= lower(b) && lower(b) <= 'f' }
	}
	return nil
}
