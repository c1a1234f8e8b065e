package secrets

import "bytes"

// preferSpecific drops matches of generic rules on a line where another rule
// found a secret that holds theirs.
func preferSpecific(all []*found) []*found {
	byLine := make(map[int][]*found) // the specific ones
	for _, m := range all {
		if !m.rule.generic {
			byLine[m.at.line] = append(byLine[m.at.line], m)
		}
	}
	kept := all[:0]
	for _, m := range all {
		if !m.rule.generic || !held(m, byLine[m.at.line]) {
			kept = append(kept, m)
		}
	}
	return kept
}

// held reports whether one of the others tells the same or more. One that is let
// pass does not stand in for a match that is not.
func held(m *found, others []*found) bool {
	for _, o := range others {
		if (o.allowed == nil || m.allowed != nil) && bytes.Contains(o.secret, m.secret) {
			return true
		}
	}
	return false
}
