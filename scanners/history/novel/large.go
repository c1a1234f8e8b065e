package novel

import (
	"fmt"
	"io"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// streamAlone looks at the blobs that the scan did not hand over, one after the
// other. Those that are stored in full are read window by window, whatever their
// size.
func (r *run) streamAlone(store *objects.Store) error {
	if len(r.alone) == 0 {
		return nil
	}
	slices.SortFunc(r.alone, objects.ID.Compare)
	v := &visitor{run: r}
	r.visitors = append(r.visitors, v)
	reader := store.Reader()
	buffer := window.NewBuffer()
	for _, id := range r.alone {
		v.stream(reader, id, buffer)
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// stream looks at one of them.
func (v *visitor) stream(reader *objects.Reader, id objects.ID, buffer []byte) {
	kind := objects.Unknown
	defer func() {
		if p := recover(); p != nil {
			v.found.fail(id, kind, fault(id, p))
		}
	}()
	probe, err := reader.Stream(id)
	if err != nil {
		v.found.fail(id, kind, err)
		return
	}
	kind = probe.Kind
	size := probe.Size
	head := make([]byte, archive.HeadSize)
	n, _ := io.ReadFull(probe, head) // an error comes again
	_ = probe.Close()
	switch {
	case kind != objects.Blob && v.Want == nil && v.Only == nil:
		return
	case kind != objects.Blob:
		v.found.fail(id, kind, fmt.Errorf("look at %s: %w: %s", id, ErrKind, kind))
		return
	case v.MaxBlob > 0 && size > v.MaxBlob:
		v.found.fail(id, kind, tooLarge(id, size, v.MaxBlob))
		return
	}
	b := blob{run: v.run, id: id, set: v.ofBlob(id), excluded: true}
	for _, c := range b.set.classes {
		if c.excluded {
			continue
		}
		b.excluded = false
		if err := b.read(reader, c, buffer); err != nil {
			if v.ctx.Err() == nil {
				v.found.fail(id, kind, err)
			}
			return
		}
	}
	if _, ok := archive.Detect(head[:n]); ok && !b.excluded {
		b.isArchive = true
		b.archive = archive.Skipped(b.path(), archive.TooMuchMemory)
	}
	v.found.add(&b, size)
}

// read looks at the content as it comes, for one class. What the id says of it is
// known at the end: when it turns out damaged, nothing that was found counts.
func (b *blob) read(reader *objects.Reader, c *class, buffer []byte) error {
	stream, err := reader.Stream(b.id)
	if err != nil {
		return err
	}
	defer stream.Close()
	last := 0
	if _, err := window.Read(b.ctx, stream, buffer, func(w *window.Window) error { return b.look(w, c, &last, new(tracing)) }); err != nil {
		return fmt.Errorf("look at %s: %w", b.id, err)
	}
	return nil
}
