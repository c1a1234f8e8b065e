package sqltext

import "strings"

// A kind tells what a token is.
type kind uint8

const (
	end    kind = iota
	word        // an identifier or keyword without quotes
	quoted      // an identifier in quotes
	number
	str
	punct // an operator or bracket
	placeholder
	gap // a hole
)

// A token is the smallest piece of SQL. Comments and white space are none.
type token struct {
	kind kind
	// text is a word as written, an identifier or string without its quotes, an
	// operator.
	text string
	// up is a word in upper case, for comparison with keywords; empty for others.
	up string
	// pos and end are the token's bytes in the assembled text.
	pos, end int
	// index, fromEnd and name describe a placeholder as in Value; many too.
	index, fromEnd int
	name           string
	// hole is the part of a gap, or of the first hole within the token; else -1.
	hole int
	// match is the index of the bracket that closes or opens this one; -1 for none.
	match int
	// query reports whether a parenthesis opens a query: the first token after it
	// and others like it is SELECT, WITH or VALUES.
	query bool
}

// A style is what the text shows of its dialect.
type style struct {
	dollars   bool // $1: `?` is an operator on JSON, `&&` one on arrays
	backticks bool // MySQL: "x" is a string, `||` is OR
}

// lower is a name as it is compared; empty when a hole is in it.
func lower(t *token) string {
	if t.hole >= 0 {
		return ""
	}
	return strings.ToLower(t.text)
}
