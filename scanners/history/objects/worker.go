package objects

import (
	"errors"
	"fmt"
	"slices"
)

// A worker walks trees of differences, depth first and without recursion.
type worker struct {
	*Reader
	run     *run
	visitor Visitor
	object  Object

	frames []frame
	held   int64 // bytes of the frames
	ops    []Instruction
	// alone are entries of the tree being walked whose base is not at hand; they are
	// read by themselves, and the trees below them walked, after the rest.
	alone []uint32
	marks marks

	locked  bool  // the store's lock for large objects
	pending int64 // entries done and not yet reported
}

// A frame is an entry on the path from a root to the entry being looked at, some
// of whose children are still to come.
type frame struct {
	rank    uint32
	next    int // of the children
	kind    Kind
	data    []byte // nil when it had to make room
	visited bool
	state   any
}

func newWorker(r *run, v Visitor) *worker {
	w := &worker{Reader: r.store.Reader(), run: r, visitor: v, ops: make([]Instruction, 0, 64)}
	w.list = r.listing
	w.onLarge = func() {
		if !w.locked {
			r.store.large.Lock()
			w.locked = true
		}
	}
	return w
}

func (w *worker) close() { w.report() }

// step counts entries as done.
func (w *worker) step(n int64) {
	if w.pending += n; w.pending >= 500 {
		w.report()
	}
}

func (w *worker) report() {
	w.store.counters.add(&w.sums)
	done := w.run.done.Add(w.pending)
	w.pending = 0
	if w.run.Progress != nil {
		w.run.Progress(done, w.run.total)
	}
}

// endTree lets go of what only large objects need.
func (w *worker) endTree() {
	if !w.locked {
		return
	}
	w.bases.clear()
	w.delta = nil
	w.locked = false
	w.store.large.Unlock()
}

func (w *worker) do(j *job) {
	for i := range j.loose {
		if w.run.ctx.Err() != nil {
			return
		}
		w.looseObject(j, i)
		w.endTree()
	}
	for _, rank := range j.lost {
		w.lost(j, rank)
	}
	for _, root := range j.roots {
		if w.run.ctx.Err() != nil {
			break
		}
		w.tree(j, root)
		w.endTree()
	}
}

// tree visits what is wanted of a root and all below it.
func (w *worker) tree(j *job, root uint32) {
	if !w.marks.set(w.run, j, root) {
		w.step(int64(j.f.weight[root]))
		return
	}
	if j.f.orphans[root] {
		w.readAlone(j, root, nil)
	} else {
		w.enter(j, root, nil)
	}
	w.walk(j)
	for len(w.alone) > 0 {
		rank := w.alone[len(w.alone)-1]
		w.alone = w.alone[:len(w.alone)-1]
		w.readAlone(j, rank, errBase)
		w.walk(j)
	}
}

// errBase is what is wrong with an entry whose base cannot be read.
var errBase = fmt.Errorf("%w: the object it is stored as a difference to cannot be read", ErrCorrupt)

// walk does what the frames still have to come.
func (w *worker) walk(j *job) {
	for len(w.frames) > 0 {
		top := &w.frames[len(w.frames)-1]
		children := j.f.childrenOf(top.rank)
		switch {
		case w.run.ctx.Err() != nil:
			w.frames, w.alone, w.held = w.frames[:0], w.alone[:0], 0
			return
		case top.next == len(children):
			w.pop()
			continue
		case top.data == nil && !w.rebuild(j, top):
			w.alone = append(w.alone, children[top.next:]...)
			w.pop()
			continue
		}
		child := children[top.next]
		top.next++
		if !w.marks.needed(child) {
			w.step(int64(j.f.weight[child]))
			continue
		}
		if len(j.f.lost) > 0 && j.f.lost[child] != nil {
			continue // its turn comes, or has come
		}
		w.enter(j, child, top)
	}
}

// enter reads the entry of a rank, visits it, and makes a frame for its children.
// base is the top frame, or nil for a root.
func (w *worker) enter(j *job, rank uint32, base *frame) {
	kind, data, delta, err := w.read(j, rank, base)
	if err != nil {
		w.readAlone(j, rank, err)
		return
	}
	f := frame{rank: rank, kind: kind, data: data}
	o := &w.object
	*o = Object{ID: j.pack.id(int(rank)), Kind: kind, Data: data}
	if base != nil && base.visited && delta != nil {
		o.Base, o.Delta = j.pack.id(int(base.rank)), delta
		o.BaseData, o.BaseState = base.data, base.state
	}
	w.visit(j, &f)
	if base != nil && base.next == len(j.f.childrenOf(base.rank)) {
		w.pop() // its last child is done with it
	}
	w.push(j, f)
}

// read rebuilds the entry of a rank and checks it against its id.
func (w *worker) read(j *job, rank uint32, base *frame) (Kind, []byte, []Instruction, error) {
	e, err := j.pack.entryAt(&w.window, int(rank))
	if err == nil {
		err = w.checkSize(j.pack, &e)
	}
	switch {
	case err != nil:
		return Unknown, nil, nil, err
	case e.isDelta() != (base != nil):
		return Unknown, nil, nil, corruptf("the pack changes while it is read")
	}
	kind, delta := e.kind, []Instruction(nil)
	var data []byte
	if base == nil {
		data = w.take(int(e.size))
		if err = w.inflateEntry(j.pack, &e, data); err != nil {
			w.give(data)
			return kind, nil, nil, err
		}
	} else {
		kind = base.kind
		if e.size >= largeObject {
			w.onLarge()
		}
		w.delta = sized(w.delta, int(e.size))
		if err = w.inflateEntry(j.pack, &e, w.delta); err != nil {
			return kind, nil, nil, err
		}
		work := int64(0)
		if data, delta, err = w.applyTo(w.delta, base.data, &work, w.ops[:0]); err != nil {
			return kind, nil, nil, err
		}
		if delta != nil {
			w.ops = delta
		}
	}
	if !w.verify(j.pack.id(int(rank)), kind, data) {
		w.give(data)
		return kind, nil, nil, corruptf("packed object has other content than its id says")
	}
	return kind, data, delta, nil
}

// readAlone reads an entry by itself: one whose base is not in the pack (reason is
// nil), or is not what its id says (errBase), or one that cannot be rebuilt here, for
// the reason given, and may have another copy. When there is none its children are
// tried like that too: what is wrong with a base need not be in them.
func (w *worker) readAlone(j *job, rank uint32, reason error) {
	id := j.pack.id(int(rank))
	own := location{pack: j.pack, rank: int(rank)}
	kind, data, err := Unknown, []byte(nil), reason
	if reason == nil || errors.Is(reason, errBase) {
		kind, data, err = w.readAt(id, own)
	}
	if err != nil {
		var other error
		if kind, data, other = w.readCopies(id, own); other == nil {
			w.sums.OtherCopy++
			err = nil
		} else if errors.Is(other, ErrTooLarge) {
			err = other
		}
	}
	if err != nil {
		if known := j.f.kinds[rank]; known != Unknown {
			kind = known
		}
		w.fail(j, rank, kind, err)
		w.alone = append(w.alone, j.f.childrenOf(rank)...)
		return
	}
	f := frame{rank: rank, kind: kind, data: append(w.take(len(data))[:0], data...)}
	w.reclaim()
	w.object = Object{ID: id, Kind: kind, Data: f.data}
	w.visit(j, &f)
	w.push(j, f)
}

// visit hands the object to the visitor, if it is wanted.
func (w *worker) visit(j *job, f *frame) {
	w.step(1)
	if !w.marks.wanted(f.rank) {
		return
	}
	o := &w.object
	if w.run.Want != nil && j.f.kinds[f.rank] == Unknown && !w.run.Want(o.ID, o.Kind) {
		return
	}
	f.state = w.visitor.Visit(o)
	f.visited = true
}

func (w *worker) fail(j *job, rank uint32, kind Kind, err error) {
	w.step(1)
	if w.marks.wanted(rank) {
		w.visitor.Failed(j.pack.id(int(rank)), kind, fmt.Errorf("read object %s: %w", j.pack.id(int(rank)), err))
	}
}

// push makes f the top frame, if anything below it is needed. When the frames hold
// too much, those that will be needed last go without their data.
func (w *worker) push(j *job, f frame) {
	if !slices.ContainsFunc(j.f.childrenOf(f.rank), w.marks.needed) {
		w.step(max(0, int64(j.f.weight[f.rank])-1))
		w.give(f.data)
		return
	}
	for i := 0; w.held+int64(len(f.data)) > w.store.limits.Held && i < len(w.frames); i++ {
		if data := w.frames[i].data; data != nil {
			w.held -= int64(len(data))
			w.frames[i].data = nil
			w.give(data)
		}
	}
	w.held += int64(len(f.data))
	w.frames = append(w.frames, f)
}

func (w *worker) pop() {
	top := &w.frames[len(w.frames)-1]
	w.held -= int64(len(top.data))
	w.give(top.data)
	*top = frame{}
	w.frames = w.frames[:len(w.frames)-1]
}

// rebuild reads a frame's object again.
func (w *worker) rebuild(j *job, f *frame) bool {
	w.sums.Again++
	id, own := j.pack.id(int(f.rank)), location{pack: j.pack, rank: int(f.rank)}
	_, data, err := w.readAt(id, own)
	if err != nil {
		_, data, err = w.readCopies(id, own)
	}
	if err != nil {
		return false
	}
	f.data = append(w.take(len(data))[:0], data...)
	w.reclaim()
	w.held += int64(len(f.data))
	return true
}

// lost hands over an entry that no root leads to.
func (w *worker) lost(j *job, rank uint32) {
	w.marks.set(w.run, j, rank)
	w.readAlone(j, rank, nil)
	w.walk(j)
	for len(w.alone) > 0 {
		next := w.alone[len(w.alone)-1]
		w.alone = w.alone[:len(w.alone)-1]
		if j.f.lost[next] == nil {
			w.readAlone(j, next, errBase)
			w.walk(j)
		}
	}
}

// looseObject visits a loose object, unless a pack has it.
func (w *worker) looseObject(j *job, i int) {
	w.step(1)
	id := j.loose[i]
	if w.run.listing.hasBefore(id, j.dir) || w.run.Want != nil && !w.run.Want(id, Unknown) {
		return
	}
	kind, data, err := w.Read(id)
	switch {
	case w.run.Want != nil && kind != Unknown && !w.run.Want(id, kind):
	case err != nil:
		w.visitor.Failed(id, kind, err)
	default:
		w.object = Object{ID: id, Kind: kind, Data: data}
		w.visitor.Visit(&w.object)
	}
}
