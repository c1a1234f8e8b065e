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
// name: message, author, committer and the headers that other programs add.
func (r *run) scanMessages(ctx context.Context) ([]leaks.Hit, error) {
	tags := r.tags()
	m := &messages{run: r, ctx: ctx, seen: make([]bool, len(r.names.Commits))}
	err := r.store.Scan(ctx, objects.Scan{
		Workers: r.options.Workers,
		Want: func(id objects.ID, kind objects.Kind) bool {
			if kind == objects.Blob || kind == objects.Tree {
				return false
			}
			i, ok := r.names.CommitIndex(id)
			return ok && (r.span == nil || r.span.commits.Has(i)) || tags[id]
		},
		Visitor:  func(int) objects.Visitor { return &messageVisitor{messages: m} },
		Progress: func(done, total int64) { r.sink.Progress("messages", int(done), int(total)) },
	})
	if err != nil {
		return nil, err
	}
	// What the scan did not come by, since it was packed anew meanwhile.
	v := &messageVisitor{messages: m}
	reader := r.store.Reader()
	for i, seen := range m.seen {
		if id := r.names.Commits[i].ID; !seen && (r.span == nil || r.span.commits.Has(int32(i))) {
			if kind, data, err := reader.Read(id); err == nil {
				v.look(id, kind, data)
			}
		}
	}
	for id := range tags {
		if !m.tags[id] {
			if kind, data, err := reader.Read(id); err == nil {
				v.look(id, kind, data)
			}
		}
	}
	slices.SortStableFunc(m.hits, func(a, b leaks.Hit) int { return a.Object.Compare(b.Object) })
	return m.hits, ctx.Err()
}

// tags returns the annotated tags that the roots lead to.
func (r *run) tags() map[objects.ID]bool {
	tags := make(map[objects.ID]bool)
	reader := r.store.Reader()
	for i := range r.names.Roots {
		root := &r.names.Roots[i]
		if root.Kind != objects.Tag {
			continue
		}
		for id := root.ID; !tags[id]; {
			kind, data, err := reader.Read(id)
			if err != nil || kind != objects.Tag {
				break // counted by the walk
			}
			tags[id] = true
			tag, err := objects.ParseTag(data)
			if err != nil {
				break
			}
			id = tag.Object
		}
	}
	return tags
}

// messages gathers what several workers find.
type messages struct {
	*run
	ctx context.Context

	mu   sync.Mutex
	seen []bool // by index in names.Commits
	tags map[objects.ID]bool
	hits []leaks.Hit
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
	for _, text := range [][]byte{message, v.text} {
		if len(text) == 0 {
			continue
		}
		stats, err := v.options.Detector.Detect(v.ctx, secrets.Fragment{Data: text, Conceal: v.sink.Conceal}, func(m secrets.Match) {
			if m.StartLine > 0 {
				hits = append(hits, leaks.Hit{Object: id, Match: m})
			}
		})
		if err != nil {
			return
		}
		v.limits(stats, "", kind.String()+" "+id.String())
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.hits = append(v.hits, hits...)
	if i, ok := v.names.CommitIndex(id); ok {
		v.seen[i] = true
		return
	}
	if v.tags == nil {
		v.tags = make(map[objects.ID]bool)
	}
	v.tags[id] = true
}

// cutHead parts a commit or tag into its header and its message.
func cutHead(data []byte) (head, message []byte) {
	head, message, _ = bytes.Cut(data, []byte("\n\n"))
	return head, message
}
