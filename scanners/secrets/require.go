package secrets

// withRequired keeps those of all for which every rule that r requires has a
// match close by. When that one is let pass, so is the whole.
func (s *search) withRequired(r *rule, all []*found) ([]*found, error) {
	if len(all) == 0 {
		return nil, nil
	}
	others := make([][]*found, len(r.require))
	for i, q := range r.require {
		var err error
		if others[i], err = s.detect(q.rule, true); err != nil {
			return nil, err
		}
	}
	var kept []*found
	for _, m := range all {
		if near, allowed := nearAll(r, m, others); near {
			if m.allowed == nil {
				m.allowed = allowed
			}
			kept = append(kept, m)
		}
	}
	return kept, nil
}

// nearAll reports whether each requirement of r has a match near m. allowed is
// that of a requirement that only matches which are let pass fulfil.
func nearAll(r *rule, m *found, others [][]*found) (near bool, allowed *Allowance) {
	for i, q := range r.require {
		var best *found
		for _, o := range others[i] {
			if q.near(m, o) && (best == nil || best.allowed != nil) {
				best = o
			}
		}
		if best == nil {
			return false, nil
		}
		if best.allowed != nil {
			allowed = best.allowed
		}
	}
	return true, allowed
}

func (q *require) near(m, o *found) bool {
	if q.withinLines >= 0 && abs(m.at.line-o.at.line) > q.withinLines {
		return false
	}
	return q.withinColumns < 0 || abs(m.at.column-o.at.column) <= q.withinColumns
}

func abs(n int) int { return max(n, -n) }
