package gosource

import (
	"fmt"
	"strings"
)

// maxListed bounds how many names a message lists.
const maxListed = 5

// counted returns the number with the noun in its form for it.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// listed joins names for a message, and says how many more there are.
func listed(names []string) string {
	if len(names) <= maxListed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:maxListed], ", "), len(names)-maxListed)
}

// shown joins package patterns as they are typed.
func shown(patterns []string) string { return strings.Join(patterns, " ") }

// oneLine folds a text of several lines into one.
func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}
