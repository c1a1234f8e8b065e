package stackleak

// addFixes gives the spots the edits that mend them.
func (s *syntax) addFixes(*part) {}
