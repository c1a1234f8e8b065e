package objects

// IDs calls f with every id that the store lists, once each, in the order of Each.
// It costs less than Each: what kind an object is takes a look into its pack.
func (s *Store) IDs(f func(id ID)) {
	l := s.current.Load()
	l.merge(func(id ID, _ int, _ uint32, first bool) {
		if first {
			f(id)
		}
	})
	l.eachLoose(f)
}

// eachLoose calls f with the loose objects that no pack has, once each.
func (l *listing) eachLoose(f func(id ID)) {
	for dir, ids := range l.loose {
		for i, id := range ids {
			if (i == 0 || ids[i-1] != id) && !l.hasBefore(id, dir) {
				f(id)
			}
		}
	}
}
