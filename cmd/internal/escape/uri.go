package escape

import "strings"

// URIPath returns a slash-separated path, relative and of any bytes, as a relative
// URI reference (RFC 3986): everything but unreserved characters and slashes is
// percent-encoded, byte by byte, so that no part of it reads as a scheme, a query
// or a fragment, and a path that is not UTF-8 keeps its identity. Segments "."
// and ".." are kept: who resolves the reference must not be given them.
func URIPath(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
