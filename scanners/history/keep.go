package history

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/launchlint/launchlint/scanners/history/cache"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/novel"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// keep puts into the cache what this scan has found out, if it is something new. It
// must be called when all was looked at. It reads nothing of the repository. When ctx
// ends it, the files are as they were.
func (r *run) keep(ctx context.Context) {
	m := &r.memory
	if m.dir == nil {
		return
	}
	m.raws.freeze()
	b := m.old.Build()
	if m.old.Blobs() > 2*r.names.Counts.Blobs+10_000 {
		b.Retain(func(id names.ID) bool { _, met := r.names.Number(id); return met })
	}
	m.addObjects(b, r.looksAtAll())
	if m.listed {
		r.addPaths(b)
	}
	wrote := false
	if b.New() > 0 {
		err := m.dir.Save(ctx, m.key, b.Table())
		m.note(err)
		wrote = err == nil
	}
	// Names are left as they are when little is new: that is read sooner than all are
	// written. A scan of a part does not know of every secret, and so not which names
	// may be written.
	least := 0
	if m.recalls {
		least = 100 + (r.names.Counts.Commits+r.names.Counts.Trees)/1000
	}
	if m.listed && r.looksAtAll() && r.names.Unstored(m.raws.in) > least {
		err := m.dir.SaveNames(ctx, func(w io.Writer) error { return r.names.SnapshotWithout(w, m.raws.in) })
		m.note(err)
		wrote = wrote || err == nil
	}
	if m.dir.Used(); wrote {
		m.dir.Prune()
	}
}

// looksAtAll reports whether a scan is one of the whole history.
func (r *run) looksAtAll() bool { return r.span == nil && r.below == "" }

// addObjects adds the blobs and messages that were looked at. all is false for a scan
// of a part.
func (m *memory) addObjects(b *cache.Builder, all bool) {
	matches := make(map[names.ID][]secrets.Match)
	for i := range m.found {
		h := &m.found[i]
		matches[h.Object] = append(matches[h.Object], h.Match)
	}
	for i := range m.verdicts {
		v := &m.verdicts[i]
		list := matches[v.Object]
		if m.knows(v) || !m.writable(list, all) {
			continue
		}
		b.AddBlob(v.Object, v.Classes, v.Excluded, v.Pointer)
		if len(list) > 0 {
			b.AddHot(cache.Hot{Object: v.Object, Size: v.Size, Matches: list})
		}
	}
	for _, t := range m.texts {
		list := matches[t.id]
		if m.old.Text(t.id) || !m.writable(list, all) {
			continue
		}
		b.AddText(t.id)
		if len(list) > 0 {
			b.AddHot(cache.Hot{Object: t.id, Size: int64(t.size), Matches: list})
		}
	}
}

// knows reports whether the cache has a verdict: a blob may have been looked at for its
// raw text only.
func (m *memory) knows(v *novel.Verdict) bool {
	b, ok := m.old.Blob(v.Object)
	return ok && m.old.Sets()[b.Set] == v.Classes
}

// writable reports whether matches may be written down: no raw secret is in what people
// have written beside them, as far as anyone knows who has looked at all. What is in
// archives is not kept.
func (m *memory) writable(list []secrets.Match, all bool) bool {
	for i := range list {
		if a := list[i].Allowed; list[i].Member != "" || a != nil && a.Kind == "comment" && a.Reason != "" && (!all || m.raws.in(a.Reason)) {
			return false
		}
	}
	return true
}

// addPaths adds all paths: their names were looked at.
func (r *run) addPaths(b *cache.Builder) {
	p := r.memory.paths
	added := make(map[uint64]bool)
	for number := range r.names.Blobs() {
		for dir, name := range r.names.Places(number) {
			hash := p.hash(dir, name)
			hot := r.memory.hotNames[hash]
			if known, ok := b.Path(hash); ok && known.Hot == hot || added[hash] {
				continue
			}
			added[hash] = true
			b.AddPath(hash, p.digests[p.class(dir, name)], hot)
		}
	}
}

// describeCache tells that not all was read, and what is wrong with the cache.
func (r *run) describeCache() {
	m := &r.memory
	if m.cached > 0 {
		r.troubles.Add(cached, "", 0, plural(m.cached, "blob"))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.trouble != nil {
		why := m.trouble
		// A report does not name the directories of the machine that made it.
		if path := (*fs.PathError)(nil); errors.As(why, &path) {
			why = path.Err
		}
		r.troubles.Add(cacheTrouble, "", 0, why.Error())
	}
}
