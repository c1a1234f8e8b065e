package history

import (
	"bytes"
	"context"
	"slices"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// scanMessages looks at what commits and tags say beside the files that they
// name: message, author, committer and the headers that other programs add. Or it
// takes what an earlier scan has found in them.
func (r *run) scanMessages(ctx context.Context) ([]leaks.Hit, error) {
	m := &messages{run: r, ctx: ctx, seen: make([]bool, len(r.names.Commits)), tags: make(map[objects.ID]bool)}
	m.recall()
	if !m.few() {
		if err := m.scan(); err != nil {
			return nil, err
		}
	}
	// What is new, and what the scan did not come by, since it was packed anew meanwhile.
	v := &messageVisitor{messages: m}
	reader := r.store.Reader()
	for i, seen := range m.seen {
		if !seen {
			if err := v.read(reader, r.names.Commits[i].ID); err != nil {
				return nil, err
			}
		}
	}
	for id, seen := range m.tags {
		if !seen {
			if err := v.read(reader, id); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(m.hits, func(a, b leaks.Hit) int { return a.Object.Compare(b.Object) })
	return m.hits, ctx.Err()
}

// recall notes which commits and tags are to be looked at: those that count as not
// seen. Those that hold a secret of which nothing else has the raw text are among them.
func (m *messages) recall() {
	table, stored := m.memory.old, func(objects.ID) bool { return false }
	if table.Texts() > 0 {
		all := m.stored()
		stored = func(id objects.ID) bool {
			number, ok := m.names.Number(id)
			return ok && all.has(number)
		}
	}
	knows := func(id objects.ID) bool { return table.Text(id) && stored(id) }
	for i := range m.names.Commits {
		switch {
		case m.span != nil && !m.span.commits.Has(int32(i)):
			m.seen[i] = true
		case knows(m.names.Commits[i].ID):
			m.seen[i] = true
			m.known++
		default:
			m.others++
		}
	}
	for id := range m.names.Tags() {
		if m.tags[id] = knows(id); m.tags[id] {
			m.known++
		} else {
			m.others++
		}
	}
	chosen := make(map[form]bool)
	for _, h := range table.Hot() {
		i, isCommit := m.names.CommitIndex(h.Object)
		if isCommit && m.span != nil && !m.span.commits.Has(i) || !isCommit && !m.tags[h.Object] || isCommit && !m.seen[i] {
			continue
		}
		if !m.memory.proves(h.Matches, chosen) {
			for _, match := range h.Matches {
				m.hits = append(m.hits, leaks.Hit{Object: h.Object, Match: match})
			}
			continue
		}
		if isCommit {
			m.seen[i] = false
		} else {
			m.tags[h.Object] = false
		}
		m.known--
		m.others++
	}
}

// few is as for blobs.
func (m *messages) few() bool { return m.known > 0 && m.others <= 200+m.known/20 }

// scan goes through all commits and tags that are stored.
func (m *messages) scan() error {
	return m.store.Scan(m.ctx, objects.Scan{
		Workers: m.options.Workers,
		Want: func(id objects.ID, kind objects.Kind) bool {
			if kind == objects.Blob || kind == objects.Tree {
				return false
			}
			if i, ok := m.names.CommitIndex(id); ok {
				return !m.wasSeen(&m.seen[i])
			}
			seen, ok := m.wasSeenTag(id)
			return ok && !seen
		},
		Visitor:  func(int) objects.Visitor { return &messageVisitor{messages: m} },
		Progress: func(done, total int64) { m.sink.Progress("messages", int(done), int(total)) },
	})
}

func (m *messages) wasSeen(at *bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return *at
}

func (m *messages) wasSeenTag(id objects.ID) (seen, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen, ok = m.tags[id]
	return seen, ok
}

// read looks at one that the walk has read. When it cannot be read, that is counted
// already, or an earlier scan has read it.
func (v *messageVisitor) read(reader *objects.Reader, id objects.ID) error {
	kind, data, err := reader.Read(id)
	switch {
	case err == nil:
		v.look(id, kind, data)
	case v.memory.recalls:
		return errStale
	}
	return v.ctx.Err()
}

// messages gathers what several workers find.
type messages struct {
	*run
	ctx context.Context

	mu   sync.Mutex
	seen []bool // by index in names.Commits
	tags map[objects.ID]bool
	hits []leaks.Hit

	known, others int // see recall
}

// A messageVisitor is one worker's.
type messageVisitor struct {
	*messages
	text []byte
}

// Visit implements objects.Visitor.
func (v *messageVisitor) Visit(o *objects.Object) any {
	v.look(o.ID, o.Kind, o.Data)
	return nil
}

// Failed implements objects.Visitor: the walk has counted what cannot be read.
func (v *messageVisitor) Failed(objects.ID, objects.Kind, error) {}

func (v *messageVisitor) look(id objects.ID, kind objects.Kind, data []byte) {
	if v.ctx.Err() != nil {
		return
	}
	head, message := cutHead(data)
	// A tree or a parent is an id, which no rule takes for anything else only
	// because none looks there.
	v.text = v.text[:0]
	for line := range bytes.Lines(head) {
		if !bytes.HasPrefix(line, []byte("tree ")) && !bytes.HasPrefix(line, []byte("parent ")) && !bytes.HasPrefix(line, []byte("object ")) {
			v.text = append(v.text, line...)
		}
	}
	var hits []leaks.Hit
	limited := false
	for _, text := range [][]byte{message, v.text} {
		if len(text) == 0 {
			continue
		}
		stats, err := v.options.Detector.Detect(v.ctx, secrets.Fragment{Data: text, Conceal: v.conceal}, func(m secrets.Match) {
			if m.StartLine > 0 {
				hits = append(hits, leaks.Hit{Object: id, Match: m})
			}
		})
		if err != nil {
			return
		}
		limited = limited || stats.Overflow > 0 || stats.Exhausted > 0
		v.limits(stats, "", kind.String()+" "+id.String())
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.hits = append(v.hits, hits...)
	if !limited {
		v.memory.text(id, len(data))
	}
	if i, ok := v.names.CommitIndex(id); ok {
		v.seen[i] = true
		return
	}
	v.tags[id] = true
}

// cutHead parts a commit or tag into its header and its message.
func cutHead(data []byte) (head, message []byte) {
	head, message, _ = bytes.Cut(data, []byte("\n\n"))
	return head, message
}
