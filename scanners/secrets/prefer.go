package secrets

import "bytes"

// preferSpecific drops matches of less specific rules on a line where another
// rule found a secret that holds theirs: those of generic rules give way to any
// other, and those of rules that yield to rules that do not. Of two that yield,
// the one that matched more text around the secret knows more of it.
func preferSpecific(all []*found) []*found {
	byLine := make(map[int][]*found)
	lowest := 0
	for _, m := range all {
		if m.rule.rank < 2 {
			byLine[m.at.line] = append(byLine[m.at.line], m)
		}
		lowest = max(lowest, m.rule.rank)
	}
	if lowest == 0 {
		return all
	}
	kept := make([]*found, 0, len(all))
	budget := maxPairs
	for _, m := range all {
		if m.rule.rank == 0 || !held(m, byLine[m.at.line], &budget) {
			kept = append(kept, m)
		}
	}
	return kept
}

// maxPairs bounds how many pairs of matches of one text are compared. Thousands
// of secrets of several rules on one line are no text that anyone wrote: of those
// beyond some are told twice.
const maxPairs = 1 << 20

// held reports whether one of the others tells the same or more. One that is let
// pass does not stand in for a match that is not.
func held(m *found, others []*found, budget *int) bool {
	for _, o := range others {
		if *budget--; *budget < 0 {
			return false
		}
		if !o.precedes(m) || !bytes.Contains(o.secret, m.secret) {
			continue
		}
		if o.allowed == nil || m.allowed != nil {
			return true
		}
	}
	return false
}

// precedes reports whether m is told rather than n when both are the same secret.
func (m *found) precedes(n *found) bool {
	if m.rule.rank != n.rule.rank {
		return m.rule.rank < n.rule.rank
	}
	if m.rule == n.rule || m.rule.rank != 1 {
		return false
	}
	if a, b := m.matchTo-m.matchFrom, n.matchTo-n.matchFrom; a != b {
		return a > b
	}
	return m.rule.ID < n.rule.ID
}
