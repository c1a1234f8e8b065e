package objects

// A baseCache keeps rebuilt objects as bases for further ones, up to a number of
// bytes; the one that was not used for the longest time goes first. It owns what
// is put into it.
type baseCache struct {
	limit, held int64
	nodes       map[baseKey]*baseNode
	// ring is the head of a ring in the order of use: next is the oldest.
	ring    baseNode
	release func([]byte)
	loaned  []byte // the last object that was too large to keep
}

type baseKey struct {
	pack *Pack
	rank int
}

type baseNode struct {
	key        baseKey
	kind       Kind
	data       []byte
	prev, next *baseNode
}

// init makes an empty cache that hands released buffers to release.
func (c *baseCache) init(limit int64, release func([]byte)) {
	c.limit, c.release = limit, release
	c.nodes = make(map[baseKey]*baseNode)
	c.ring.prev, c.ring.next = &c.ring, &c.ring
}

func (n *baseNode) unlink() { n.prev.next, n.next.prev = n.next, n.prev }

// use makes n the newest.
func (c *baseCache) use(n *baseNode) {
	n.prev, n.next = c.ring.prev, &c.ring
	n.prev.next, n.next.prev = n, n
}

func (c *baseCache) get(p *Pack, rank int) (Kind, []byte, bool) {
	n := c.nodes[baseKey{p, rank}]
	if n == nil {
		return Unknown, nil, false
	}
	n.unlink()
	c.use(n)
	return n.kind, n.data, true
}

// put takes data over. What it evicts must not be in use: of the objects that a
// reader works with, that is only the one before data. An object that would fill
// more than half of the cache is only held until the next one of its size.
func (c *baseCache) put(p *Pack, rank int, kind Kind, data []byte) {
	key := baseKey{p, rank}
	if old := c.nodes[key]; old != nil {
		c.remove(old)
	}
	if int64(cap(data)) > c.limit/2 {
		c.release(c.loaned)
		c.loaned = data
		return
	}
	for c.held+int64(cap(data)) > c.limit {
		c.remove(c.ring.next)
	}
	n := &baseNode{key: key, kind: kind, data: data}
	c.nodes[key] = n
	c.held += int64(cap(data))
	c.use(n)
}

func (c *baseCache) remove(n *baseNode) {
	n.unlink()
	delete(c.nodes, n.key)
	c.held -= int64(cap(n.data))
	c.release(n.data)
}

// clear forgets everything.
func (c *baseCache) clear() {
	for c.ring.next != &c.ring {
		c.remove(c.ring.next)
	}
	c.release(c.loaned)
	c.loaned = nil
}
