package engine

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/launchlint/launchlint/scanners"
)

// fingerprint gives each finding its baseline key, from the rule and what it is
// about, with an occurrence counter for equal ones. The findings are in report
// order, so the counter does not depend on scheduling. What it is about is the
// secret's keyed hash when there is one (so that a moved secret keeps its key),
// else the path and the line's text with blanks folded, else path and position.
func fingerprint(found []*scanners.Finding, sources *Sources) {
	seen := make(map[string]int)
	for _, f := range found {
		h := sha256.New()
		line := sources.Line(f.Location.Path, f.Location.StartLine)
		switch {
		case f.Secret != nil && f.Secret.Hash != "":
			fmt.Fprintf(h, "secret\x00%s\x00%s", f.Rule.ID, f.Secret.Hash)
		case f.Secret != nil:
			// Without a key a hash of the line could be searched for the secret.
			fmt.Fprintf(h, "place\x00%s\x00%s\x00%d:%d", f.Rule.ID, f.Location.Path, f.Location.StartLine, f.Location.StartColumn)
		case line != nil:
			fmt.Fprintf(h, "line\x00%s\x00%s\x00%s", f.Rule.ID, f.Location.Path, bytes.Join(bytes.Fields(line), []byte(" ")))
		default:
			fmt.Fprintf(h, "place\x00%s\x00%s\x00%d:%d", f.Rule.ID, f.Location.Path, f.Location.StartLine, f.Location.StartColumn)
		}
		key := hex.EncodeToString(h.Sum(nil)[:16])
		seen[key]++
		f.Fingerprint.Baseline = fmt.Sprintf("%s:%d", key, seen[key])
	}
}
