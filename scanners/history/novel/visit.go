package novel

import (
	"errors"
	"fmt"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// ErrFault is the error of a blob at which the detector failed: a fault of this
// program, which costs that blob and no other.
var ErrFault = errors.New("the detector failed")

// ErrKind is the error of an object that should be a blob and is none.
var ErrKind = errors.New("it is of another kind")

// A visitor looks at the blobs that one worker reads.
type visitor struct {
	*run
	found  findings
	states map[stateKey]*state // those without spots
	pieces pieces
	trace  secrets.Trace
}

// Visit implements objects.Visitor.
func (v *visitor) Visit(o *objects.Object) (state any) {
	if o.Kind != objects.Blob {
		return nil
	}
	if v.MaxBlob > 0 && int64(len(o.Data)) > v.MaxBlob {
		v.found.fail(o.ID, o.Kind, tooLarge(o.ID, int64(len(o.Data)), v.MaxBlob))
		return nil
	}
	b := blob{run: v.run, id: o.ID}
	defer func() {
		if p := recover(); p != nil {
			v.found.fail(o.ID, o.Kind, fault(o.ID, p))
			state = nil
		}
	}()
	b.set = v.ofBlob(o.ID)
	if names.IsLFSPointer(o.Data) {
		b.pointer = true
	}
	next, ok, err := v.infer(&b, o)
	if err == nil && !ok {
		b = blob{run: v.run, id: o.ID, set: b.set, pointer: b.pointer}
		next, err = v.whole(&b, o.Data)
	}
	if err == nil {
		err = b.unpack(o.Data)
	}
	if err != nil {
		return nil // ctx is done: nothing of this run is kept
	}
	v.found.add(&b, int64(len(o.Data)))
	if next == nil {
		return nil
	}
	return next
}

// Failed implements objects.Visitor.
func (v *visitor) Failed(id objects.ID, kind objects.Kind, err error) {
	if kind != objects.Blob && kind != objects.Unknown {
		return
	}
	if errors.Is(err, objects.ErrTooLarge) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.alone = append(v.alone, id)
		return
	}
	v.found.fail(id, kind, err)
}

func tooLarge(id objects.ID, size, limit int64) error {
	return fmt.Errorf("look at %s: %w: %d bytes, at most %d are looked at", id, objects.ErrTooLarge, size, limit)
}

func fault(id objects.ID, p any) error {
	return fmt.Errorf("look at %s: %w: %v", id, ErrFault, p)
}
