package objects

import (
	"encoding/hex"
	"slices"
	"sort"
	"strings"
)

// Abbreviated returns the ids that begin with the hexadecimal digits given, in
// order and each once, at most the number given, of the objects that are listed.
// Digits are taken in either case; what are no digits, or more than 40, begin none.
func (s *Store) Abbreviated(digits string, most int) []ID {
	digits = strings.ToLower(digits)
	if strings.Trim(digits, "0123456789abcdef") != "" || len(digits) > 2*len(ID{}) {
		return nil
	}
	var least ID
	_, _ = hex.Decode(least[:], []byte(digits+strings.Repeat("0", 2*len(ID{})-len(digits))))
	var found []ID
	take := func(ids []ID) {
		from := sort.Search(len(ids), func(i int) bool { return ids[i].Compare(least) >= 0 })
		for n := 0; from < len(ids) && n < most && ids[from].begins(digits); n, from = n+1, from+1 {
			found = append(found, ids[from])
		}
	}
	l := s.current.Load()
	for _, p := range l.packs {
		take(p.ids)
	}
	for _, ids := range l.loose {
		take(ids)
	}
	slices.SortFunc(found, ID.Compare)
	found = slices.Compact(found)
	return found[:min(most, len(found))]
}

// begins reports whether the id begins with lower-case hexadecimal digits.
func (id ID) begins(digits string) bool {
	const hexDigits = "0123456789abcdef"
	for i := range len(digits) {
		nibble := id[i/2] >> 4
		if i%2 == 1 {
			nibble = id[i/2] & 15
		}
		if hexDigits[nibble] != digits[i] {
			return false
		}
	}
	return true
}
