package codec

import (
	"encoding/base64"
	"unicode/utf8"
)

// printable reports whether b may stand in a decoded text: from tab to tilde.
func printable(b byte) bool { return '\b' < b && b < 0x7f }

// percent undoes %XX, or returns nil when one of them is not printable.
func percent(value []byte) []byte {
	plain := make([]byte, 0, len(value))
	for i := 0; i < len(value); {
		if value[i] == '%' && i+2 < len(value) && inHex[value[i+1]] && inHex[value[i+2]] {
			b := nibble(value[i+1])<<4 | nibble(value[i+2])
			if !printable(b) {
				return nil
			}
			plain = append(plain, b)
			i += 3
			continue
		}
		plain = append(plain, value[i])
		i++
	}
	return plain
}

// unicode undoes a run of \uXXXX or of U+XXXX. Halves of surrogate pairs become U+FFFD.
func unicode(value []byte) []byte {
	plain := make([]byte, 0, len(value))
	for i := 0; i+5 <= len(value); {
		if (value[i]|0x20 == 'u' || value[i] == '+') && hex4(value[i+1:]) {
			r := rune(0)
			for _, c := range value[i+1 : i+5] {
				r = r<<4 | rune(nibble(c))
			}
			plain = utf8.AppendRune(plain, r)
			i += 5
			continue
		}
		i++
	}
	return plain
}

// hexadecimal undoes hex, or returns nil when value is of odd length, without a
// digit (a word), or not printable.
func hexadecimal(value []byte) []byte {
	if len(value)%2 != 0 || !printable(nibble(value[0])<<4|nibble(value[1])) {
		return nil
	}
	plain := make([]byte, 0, len(value)/2)
	digit := false
	for i := 0; i < len(value); i += 2 {
		b := nibble(value[i])<<4 | nibble(value[i+1])
		if !printable(b) {
			return nil
		}
		digit = digit || value[i] <= '9' || value[i+1] <= '9'
		plain = append(plain, b)
	}
	if !digit {
		return nil
	}
	return plain
}

// base64text undoes base64, with + and / and padding or with - and _ and none. It
// returns nil for what has only letters (most often a name) or is not printable.
func base64text(value []byte) []byte {
	// The first three bytes tell most names from text, whichever alphabet it is.
	q := sextet[value[0]]<<18 | sextet[value[1]]<<12 | sextet[value[2]]<<6 | sextet[value[3]]
	if !printable(byte(q>>16)) || !printable(byte(q>>8)) || !printable(byte(q)) {
		return nil
	}
	if !likelyBase64(value) {
		return nil
	}
	plain := make([]byte, len(value)/4*3+3)
	for _, encoding := range [...]*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
		if n, err := encoding.Decode(plain, value); err == nil && allPrintable(plain[:n]) {
			return plain[:n]
		}
	}
	return nil
}

func likelyBase64(value []byte) bool {
	for _, c := range value {
		if '0' <= c && c <= '9' || c == '+' || c == '/' || c == '-' || c == '_' {
			return true
		}
	}
	return false
}

func allPrintable(b []byte) bool {
	for _, c := range b {
		if !printable(c) {
			return false
		}
	}
	return true
}

// sextet is the value of a character in either base64 alphabet.
var sextet = func() (values [256]uint32) {
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		values[c] = uint32(i)
	}
	values['-'], values['_'] = 62, 63
	return values
}()

func nibble(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	default:
		return c | 0x20 - 'a' + 10
	}
}
