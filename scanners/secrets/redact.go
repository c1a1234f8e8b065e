package secrets

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/launchlint/launchlint/scanners"
)

// shown is how many characters of a secret are shown at most.
const shown = 4

// redact returns what may be said of secret: a quarter of it, at most four
// characters and only printable ones, and its length.
func redact(secret []byte) string {
	length := utf8.RuneCount(secret)
	var b strings.Builder
	for i := 0; i < min(shown, length/4) && i < len(secret) && ' ' < secret[i] && secret[i] < 0x7f; i++ {
		b.WriteByte(secret[i])
	}
	if length == 1 {
		return "… (1 character)"
	}
	fmt.Fprintf(&b, "… (%d characters)", length)
	return b.String()
}

// Identify returns what stands for a secret that another tool reports: the same as
// for one that is found here, in whichever way it is written down.
func (d *Detector) Identify(raw []byte) scanners.Secret { return d.identify(raw) }

// identify returns what stands for secret outside of the detector.
func (d *Detector) identify(secret []byte) scanners.Secret {
	s := scanners.Secret{Redacted: redact(secret)}
	if len(d.key) > 0 {
		mac := hmac.New(sha256.New, d.key)
		mac.Write(normalize(secret))
		s.Hash = hex.EncodeToString(mac.Sum(nil))
	}
	return s
}

// form returns what Match.Form says of a match in data.
func (d *Detector) form(data []byte, m *found) uint64 {
	if len(d.key) == 0 {
		return 0
	}
	mac := hmac.New(sha256.New, d.key)
	mac.Write([]byte("form\x00"))
	mac.Write(binary.AppendUvarint(nil, uint64(len(m.secret))))
	mac.Write(m.secret)
	if m.depth > 0 {
		mac.Write(data[m.start:m.end])
	}
	return binary.LittleEndian.Uint64(mac.Sum(nil))
}

// normalize makes one of the ways in which the same secret is written down:
// without the quotes and blanks around it, and a key of several lines without
// any blanks, be they real or escaped.
func normalize(secret []byte) []byte {
	secret = bytes.Trim(secret, " \t\r\n\"'`")
	if !bytes.Contains(secret, []byte("-----")) {
		return secret
	}
	for _, escape := range []string{`\r`, `\n`, `\t`} {
		secret = bytes.ReplaceAll(secret, []byte(escape), nil)
	}
	return bytes.Join(bytes.Fields(secret), nil)
}
