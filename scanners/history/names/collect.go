package names

import (
	"context"
	"math"
	"runtime"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A collector reads everything that can be reached, in several goroutines: what
// costs time is done without the lock (reading, parsing), and what is quick under
// it (numbering). Objects get their numbers as they come, so nothing that is
// handed out may depend on the numbers.
//
// A scan may have entered objects before, in any order and whether the roots reach
// them or not. Those that are reached are followed and not read again.
type collector struct {
	limits   Limits
	progress func(int)
	shallow  map[ID]bool

	mu   sync.Mutex
	wake *sync.Cond
	*store
	// commits and trees are queues of object numbers. Commits go first: their trees
	// come out with the newest first then, which is the order of a pack.
	commitQueue, treeQueue queue
	// known are objects that are reached and were entered before, but not followed.
	known      []uint32
	busy, done int
	// most is how many objects to read.
	most    int
	fresh   int // see Names.Fresh
	stopped bool

	parentArena arena[uint32]
}

func newCollector(o Options) *collector {
	c := &collector{limits: o.Limits, progress: o.Progress, shallow: make(map[ID]bool), store: newStore()}
	c.wake = sync.NewCond(&c.mu)
	for _, id := range o.Shallow {
		c.shallow[id] = true
	}
	return c
}

// A queue is first in, first out.
type queue struct {
	list []uint32
	next int
}

func (q *queue) push(n uint32) { q.list = append(q.list, n) }
func (q *queue) empty() bool   { return q.next == len(q.list) }

func (q *queue) pop() uint32 {
	n := q.list[q.next]
	q.next++
	if q.empty() {
		q.list, q.next = q.list[:0], 0
	}
	return n
}

// reach notes that an object is reached: to be read, in that queue, unless it was
// entered before.
func (c *collector) reach(n uint32, q *queue) {
	o := &c.objects[n]
	if o.queued {
		return
	}
	o.queued = true
	if o.kind == objects.Unknown {
		q.push(n)
	} else {
		c.known = append(c.known, n)
	}
}

// follow reaches what an object that was entered names.
func (c *collector) follow(n uint32) {
	switch o := &c.objects[n]; o.kind {
	case objects.Commit:
		r := &c.commits[o.ref]
		if r.tree != NoObject {
			c.reach(r.tree, &c.treeQueue)
		}
		for _, parent := range r.parents {
			c.reach(parent, &c.commitQueue)
		}
	case objects.Tag:
		if o.ref != NoObject {
			c.reach(o.ref, &c.commitQueue)
		}
	case objects.Tree:
		for _, e := range c.trees[o.ref] {
			if e.Class() == Directory {
				c.reach(e.Object(), &c.treeQueue)
			}
		}
	}
}

// settle follows all that is known.
func (c *collector) settle(ctx context.Context) {
	for steps := 0; len(c.known) > 0; steps++ {
		if steps%256 == 255 && ctx.Err() != nil {
			return
		}
		n := c.known[len(c.known)-1]
		c.known = c.known[:len(c.known)-1]
		c.follow(n)
	}
}

// run reads what the roots reach until nothing is left, or ctx is done. Where there
// is a store it is scanned, at once or, when most may be known, only after much was
// missing.
func (c *collector) run(ctx context.Context, store *objects.Store, open func() Reader, roots []Root, workers int) error {
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock()
		c.stopped = true
		c.mu.Unlock()
		c.wake.Broadcast()
	})
	defer stop()
	c.mu.Lock()
	for _, root := range roots {
		c.reach(c.add(root.ID), &c.commitQueue)
	}
	c.mu.Unlock()
	c.most = math.MaxInt
	if store != nil {
		if c.most = 0; len(c.commits) > 0 {
			c.most = worthScan(store)
		}
		c.read(ctx, open, workers)
		c.most = math.MaxInt
		if !c.commitQueue.empty() || !c.treeQueue.empty() {
			if err := c.scan(ctx, store, workers); err != nil {
				return err
			}
		}
	}
	c.read(ctx, open, workers)
	return ctx.Err()
}

// read asks readers for what is in the queues, until c.most objects were read.
func (c *collector) read(ctx context.Context, open func() Reader, workers int) {
	c.mu.Lock()
	c.settle(ctx)
	c.mu.Unlock()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() { c.work(ctx, open) })
	}
	group.Wait()
}

func (c *collector) work(ctx context.Context, open func() Reader) {
	var reader Reader
	s := scratch{ctx: ctx, most: c.limits.Entries}
	var entries arena[Entry]
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for c.commitQueue.empty() && c.treeQueue.empty() && c.busy > 0 && !c.stopped {
			c.wake.Wait()
		}
		if c.stopped || c.done >= c.most || c.commitQueue.empty() && c.treeQueue.empty() {
			c.wake.Broadcast()
			return
		}
		q := &c.commitQueue
		if q.empty() {
			q = &c.treeQueue
		}
		number := q.pop()
		if c.objects[number].kind != objects.Unknown {
			c.follow(number) // a scan has met it meanwhile
			c.settle(ctx)
			continue
		}
		id := c.table.ids[number]
		c.busy++
		c.mu.Unlock()
		if reader == nil {
			reader = open() // a reader holds memory, and often there is nothing to read
		}
		s.read(reader, id)
		s.keep(&entries)
		c.mu.Lock()
		c.busy--
		if s.failed {
			c.objects[number].setFault(s.fault)
		} else {
			c.take(number, &s)
			c.follow(number)
			c.settle(ctx)
		}
		c.count()
		if c.busy == 0 || !c.treeQueue.empty() || !c.commitQueue.empty() {
			c.wake.Signal()
		}
		if c.done%64 == 0 {
			c.mu.Unlock()
			runtime.Gosched()
			c.mu.Lock()
		}
	}
}

// count counts an object as read.
func (c *collector) count() {
	c.done++
	if c.done%4096 == 0 && c.progress != nil {
		c.progress(c.done)
	}
}

// take enters what was read, under the lock.
func (c *collector) take(number uint32, s *scratch) {
	ref := NoObject
	switch s.kind {
	case objects.Commit:
		ref = c.takeCommit(number, s)
	case objects.Tree:
		ref = c.takeTree(s)
	case objects.Tag:
		if !s.malformed {
			ref = c.add(s.tag)
		}
	}
	o := &c.objects[number]
	o.kind, o.ref = s.kind, ref
	if s.malformed {
		o.setFault(Malformed)
	} else if s.kind != objects.Blob {
		c.fresh++
	}
}

func (c *collector) takeCommit(number uint32, s *scratch) (ref uint32) {
	r := rawCommitEntry{
		object: number, tree: NoObject,
		author: c.people.add(&s.commit.Author), committer: c.people.add(&s.commit.Committer),
		authorTime: seconds(&s.commit.Author), time: seconds(&s.commit.Committer),
	}
	r.oddIdent = r.authorTime == 0 || r.time == 0 || len(s.commit.Author.Name) == 0 || len(s.commit.Author.Email) == 0
	if !s.commit.Tree.IsZero() {
		r.tree = c.add(s.commit.Tree)
	}
	r.shallow = c.shallow[c.table.ids[number]] && len(s.commit.Parents) > 0
	if !r.shallow {
		r.parents = c.parentArena.take(len(s.commit.Parents))
		for _, id := range s.commit.Parents {
			r.parents = append(r.parents, c.add(id))
		}
	}
	ref = uint32(len(c.commits))
	if s.hasReverts {
		c.reverts = append(c.reverts, reverted{ref, s.reverts})
	}
	c.commits = append(c.commits, r)
	return ref
}

func (c *collector) takeTree(s *scratch) (ref uint32) {
	t := &s.tree
	for i := range t.fresh {
		if i%checkEvery == checkEvery-1 && s.ctx.Err() != nil {
			break // nobody will look at it
		}
		f := &t.fresh[i]
		t.entries[f.at] = newEntry(c.words.add(f.Name), c.add(f.ID), classOf(&f.TreeEntry))
	}
	ref = uint32(len(c.trees))
	if t.odd != (oddTree{}) {
		c.odd[ref] = t.odd
	}
	c.trees = append(c.trees, t.entries)
	return ref
}
