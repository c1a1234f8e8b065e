package engine

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/linehash"
	"github.com/launchlint/launchlint/scanners"
)

// fingerprint gives each finding its baseline key and its line hash. The findings
// are in report order, so that the occurrence counters do not depend on scheduling.
//
// The line hash is GitHub's where a line may be hashed. It may not for a secret:
// the published hash is a polynomial, and whoever knows the rest of the line can
// search for the secret in it, or solve for it. A secret's is its identity instead:
// the keyed hash when there is one, else its place.
//
// A baseline accepts a secret and not its places: it is leaked once, wherever it
// stands and whichever scanner sees it, so there is no counter behind the key of a
// secret with a hash. The history has one finding for each, and so no counter in
// its line hash, whatever the work tree holds beside it.
func fingerprint(found []*scanners.Finding, sources *Sources) {
	baseline, lines := make(counter), make(counter)
	hashes := lineHashes{sources: sources}
	for _, f := range found {
		key := identity(f, sources)
		one := f.Identity == "" && f.Secret != nil && f.Secret.Hash != ""
		if one {
			f.Fingerprint.Baseline = SecretKey(f.Rule.ID, f.Secret.Hash)
		} else {
			f.Fingerprint.Baseline = baseline.next(key)
		}
		if one && f.Provenance.Source == "history" {
			f.Fingerprint.Line = key[:16] + ":1"
		}
		if f.Secret == nil && f.Identity == "" {
			f.Fingerprint.Line = hashes.at(f.Location)
		}
		if f.Fingerprint.Line == "" {
			f.Fingerprint.Line = lines.next(key[:16])
		}
	}
}

// identity digests the rule and what the finding is about: what its scanner says
// that this is, or the secret's keyed hash when there is one (so that a moved secret keeps its key), else the path
// and the line's text with blanks folded, else path and position.
func identity(f *scanners.Finding, sources *Sources) string {
	if f.Identity != "" {
		return digest("identity", f.Rule.ID, f.Identity)
	}
	if f.Secret != nil && f.Secret.Hash != "" {
		return secretDigest(f.Rule.ID, f.Secret.Hash)
	}
	// Without a key a hash of the line could be searched for the secret.
	line := sources.Line(f.Location.Path, f.Location.StartLine)
	if f.Secret == nil && line != nil {
		return digest("line", f.Rule.ID, f.Location.Path, string(bytes.Join(bytes.Fields(line), []byte(" "))))
	}
	return digest("place", f.Rule.ID, f.Location.Path, fmt.Sprintf("%d:%d", f.Location.StartLine, f.Location.StartColumn))
}

// SecretKey returns the baseline's key of a secret that a rule finds, by its keyed
// hash: what every finding of it has.
func SecretKey(rule, hash string) string { return secretDigest(rule, hash) + ":1" }

func secretDigest(rule, hash string) string { return digest("secret", rule, hash) }

// digest returns hex of half of SHA-256 over the parts, which hold anything but NUL.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// A counter tells equal keys apart by their occurrence.
type counter map[string]int

func (c counter) next(key string) string {
	c[key]++
	return fmt.Sprintf("%s:%d", key, c[key])
}

// lineHashes keeps the hashes of the last file asked for: findings come by path.
type lineHashes struct {
	sources *Sources
	path    string
	table   *linehash.Table
}

// at returns the hash of the line that GitHub shows a finding at, the first one
// for a finding about a whole file; "" when the file is not at hand.
func (l *lineHashes) at(loc scanners.Location) string {
	if l.table == nil || l.path != loc.Path {
		l.path, l.table = loc.Path, nil
		text := l.sources.Text(loc.Path)
		if text == nil {
			return ""
		}
		l.table = linehash.New(text)
	}
	return l.table.Line(max(1, loc.StartLine))
}
