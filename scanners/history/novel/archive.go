package novel

import (
	"bytes"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// An Archive is a blob that holds members, not all of which were looked at.
type Archive struct {
	Object  objects.ID
	Outcome archive.Outcome
}

// unpack looks at what a blob holds if it is an archive. The error is ctx's.
func (b *blob) unpack(data []byte) error {
	format, ok := archive.Detect(data[:min(len(data), archive.HeadSize)])
	if !ok || b.excluded {
		return nil
	}
	b.isArchive = true
	search := archive.Searcher{
		Detector: b.Detector, Conceal: b.Conceal,
		Report: func(m secrets.Match) { b.members = append(b.members, m) },
		Looked: func(_ string, _ *window.Window, stats secrets.Stats) { b.limits(&stats) },
	}
	var err error
	b.archive, b.seen, err = search.Members(b.ctx, b.path(), format, bytes.NewReader(data), int64(len(data)))
	return err
}

// path is the one that the members of a blob are looked at under: that of the
// newest commit, if texts of it are looked at.
func (b *blob) path() string {
	if b.Paths != nil {
		paths, _ := b.Paths(b.id)
		for _, path := range paths {
			if !b.classes.of(path).excluded {
				return path
			}
		}
	}
	return b.id.String()
}

// hits returns what was found in a blob and in its members. What stands in the
// archive as it does in a member is one place.
func (b *blob) hits(matches []secrets.Match) []secrets.Match {
	if len(b.members) == 0 {
		return matches
	}
	matches = slices.DeleteFunc(slices.Clone(matches), func(m secrets.Match) bool { return b.seen.Has(&m) })
	return append(matches, b.members...)
}
