// Package spelling finds the word that a writer most likely meant.
package spelling

import "strings"

// maxName bounds the names that are compared, in bytes.
const maxName = 200

// Nearest returns the candidate with the smallest edit distance to name, or ""
// when none is close enough to be a plausible slip of the pen (a third of the
// longer word). Ties go to the earlier candidate. Case does not count.
func Nearest(name string, candidates []string) string {
	if len(name) > maxName {
		return "" // nobody meant this; the table below would be large
	}
	best, bestDistance := "", -1
	for _, c := range candidates {
		d := distance(strings.ToLower(name), strings.ToLower(c))
		if d <= max(len(name), len(c))/3 && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is the optimal string alignment distance over bytes (names are
// ASCII): insertions, deletions, substitutions and swaps of neighbours count one.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
