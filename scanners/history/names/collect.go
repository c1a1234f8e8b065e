package names

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A collector reads everything that can be reached, in several goroutines: what
// costs time is done without the lock (reading, parsing), and what is quick under
// it (numbering). Objects get their numbers as they come, so nothing that is
// handed out may depend on the numbers.
type collector struct {
	limits   Limits
	progress func(int)
	shallow  map[ID]bool

	mu   sync.Mutex
	wake *sync.Cond
	store
	// commits and trees are queues of object numbers. Commits go first: their trees
	// come out with the newest first then, which is the order of a pack.
	commitQueue, treeQueue queue
	busy, done             int
	stopped                bool

	entryArena  arena[Entry]
	parentArena arena[uint32]
	oddModes    int
	oddNames    int
	cutEntries  int
}

func newCollector(o Options) *collector {
	c := &collector{limits: o.Limits, progress: o.Progress, shallow: make(map[ID]bool)}
	c.table = newTable()
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

// want queues an object of which the kind is not known.
func (c *collector) want(id ID) uint32 {
	n := c.add(id)
	c.enqueue(n, &c.commitQueue)
	return n
}

func (c *collector) enqueue(n uint32, q *queue) {
	if o := &c.objects[n]; !o.queued {
		o.queued = true
		q.push(n)
	}
}

// run reads until nothing is left, or ctx is done.
func (c *collector) run(ctx context.Context, open func() Reader, workers int) error {
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock()
		c.stopped = true
		c.mu.Unlock()
		c.wake.Broadcast()
	})
	defer stop()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() { c.work(open()) })
	}
	group.Wait()
	return ctx.Err()
}

func (c *collector) work(reader Reader) {
	var s scratch
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for c.commitQueue.empty() && c.treeQueue.empty() && c.busy > 0 && !c.stopped {
			c.wake.Wait()
		}
		if c.stopped || c.commitQueue.empty() && c.treeQueue.empty() {
			c.wake.Broadcast()
			return
		}
		q := &c.commitQueue
		if q.empty() {
			q = &c.treeQueue
		}
		number := q.pop()
		id := c.table.ids[number]
		c.busy++
		c.mu.Unlock()
		s.read(reader, id, c.limits.Entries)
		c.mu.Lock()
		c.busy--
		c.take(number, &s)
		c.done++
		if c.done%4096 == 0 && c.progress != nil {
			c.progress(c.done)
		}
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

// A scratch is what one goroutine has read and parsed last. Its slices point into
// the object's data, which lasts until that goroutine's next read.
type scratch struct {
	kind       objects.Kind
	fault      Reason
	failed     bool
	malformed  bool
	cutEntries bool
	commit     objects.CommitInfo
	reverts    ID
	hasReverts bool
	tag        ID
	entries    []objects.TreeEntry
}

func (s *scratch) read(reader Reader, id ID, most int) {
	kind, data, err := reader.Read(id)
	s.kind, s.failed, s.malformed, s.cutEntries = kind, false, false, false
	switch {
	case err == nil:
	case errors.Is(err, objects.ErrMissing) && id == emptyTree:
		s.kind, data = objects.Tree, nil
	default:
		s.failed = true
		s.fault = reasonOf(err)
		return
	}
	switch s.kind {
	case objects.Commit:
		s.commit, err = objects.ParseCommit(data)
		s.reverts, s.hasReverts = revertedBy(s.commit.Message)
		s.malformed = err != nil || s.commit.Tree.IsZero()
	case objects.Tag:
		tag, err := objects.ParseTag(data)
		s.tag, s.malformed = tag.Object, err != nil
	case objects.Tree:
		s.entries = s.entries[:0]
		for e, err := range objects.TreeEntries(data) {
			if err != nil {
				s.malformed = true
				break
			}
			if len(s.entries) == most {
				s.cutEntries = true
				break
			}
			s.entries = append(s.entries, e)
		}
	}
}

func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, objects.ErrMissing):
		return Missing
	case errors.Is(err, objects.ErrPromised):
		return Promised
	case errors.Is(err, objects.ErrTooLarge):
		return TooLarge
	}
	return Damaged
}

// take enters what was read, under the lock.
func (c *collector) take(number uint32, s *scratch) {
	if s.failed {
		c.objects[number].setFault(s.fault)
		return
	}
	c.objects[number].kind = s.kind
	if s.malformed {
		c.objects[number].setFault(Malformed)
	}
	switch s.kind {
	case objects.Commit:
		ref := uint32(len(c.commits))
		c.takeCommit(number, s)
		c.objects[number].ref = ref
	case objects.Tree:
		ref := uint32(len(c.trees))
		c.takeTree(s)
		c.objects[number].ref = ref
	case objects.Tag:
		ref := NoObject
		if !s.malformed {
			ref = c.want(s.tag)
		}
		c.objects[number].ref = ref
	}
}

func (c *collector) takeCommit(number uint32, s *scratch) {
	r := rawCommitEntry{
		object: number, tree: NoObject,
		author: c.people.add(&s.commit.Author), committer: c.people.add(&s.commit.Committer),
		authorTime: seconds(&s.commit.Author), time: seconds(&s.commit.Committer),
	}
	r.oddIdent = r.authorTime == 0 || r.time == 0 || len(s.commit.Author.Name) == 0 || len(s.commit.Author.Email) == 0
	if !s.commit.Tree.IsZero() {
		r.tree = c.add(s.commit.Tree)
		c.enqueue(r.tree, &c.treeQueue)
	}
	r.shallow = c.shallow[c.table.ids[number]] && len(s.commit.Parents) > 0
	if !r.shallow {
		r.parents = c.parentArena.take(len(s.commit.Parents))
		for _, id := range s.commit.Parents {
			n := c.want(id)
			r.parents = append(r.parents, n)
		}
	}
	if s.hasReverts {
		c.reverts = append(c.reverts, reverted{uint32(len(c.commits)), s.reverts})
	}
	c.commits = append(c.commits, r)
}

func (c *collector) takeTree(s *scratch) {
	if s.cutEntries {
		c.cutEntries++
	}
	entries := c.entryArena.take(len(s.entries))
	for i := range s.entries {
		e := &s.entries[i]
		if oddMode(e.Mode) {
			c.oddModes++
		}
		if oddName(e.Name) {
			c.oddNames++
		}
		n := c.add(e.ID)
		class := classOf(e)
		if class == Directory {
			c.enqueue(n, &c.treeQueue)
		}
		entries = append(entries, newEntry(c.words.add(e.Name), n, class))
	}
	c.trees = append(c.trees, entries)
}
