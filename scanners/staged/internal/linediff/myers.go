package linediff

// A box is a part of both sequences that is still to be compared.
type box struct{ old0, old1, new0, new1 int }

// compare marks what is added.
func (d *differ) compare() {
	boxes := []box{{0, len(d.old), 0, len(d.new)}}
	for len(boxes) > 0 {
		b := d.trim(boxes[len(boxes)-1])
		boxes = boxes[:len(boxes)-1]
		if b.old0 == b.old1 {
			d.mark(b.new0, b.new1)
			continue
		}
		if b.new0 == b.new1 {
			continue
		}
		head, tail, ok := d.split(b)
		if !ok {
			d.mark(b.new0, b.new1)
			continue
		}
		boxes = append(boxes, head, tail)
	}
}

// trim takes away what is equal at both ends.
func (d *differ) trim(b box) box {
	for b.old0 < b.old1 && b.new0 < b.new1 && d.old[b.old0] == d.new[b.new0] {
		b.old0++
		b.new0++
	}
	for b.old0 < b.old1 && b.new0 < b.new1 && d.old[b.old1-1] == d.new[b.new1-1] {
		b.old1--
		b.new1--
	}
	return b
}

func (d *differ) mark(from, to int) {
	for _, line := range d.lines[from:to] {
		d.added[line] = true
	}
}

// split finds the middle of a shortest path through a trimmed box that is empty
// on neither side, and returns what is before and behind the stretch of equal
// lines there. ok is false when there was too much work.
//
// Paths are followed from both ends at once, by the diagonals k = old - new that
// they are on. forward[k] is how far into old the furthest path on k has come,
// backward[k] the same from the other end; the arrays wrap, for paths that leave
// the box are not followed.
func (d *differ) split(b box) (head, tail box, ok bool) {
	olds, news := d.old[b.old0:b.old1], d.new[b.new0:b.new1]
	n, m := len(olds), len(news)
	size := 2*min(n, m) + 2
	wrap := func(k int) int {
		if k %= size; k < 0 {
			k += size
		}
		return k
	}
	forward, backward := reset(&d.forward, size), reset(&d.backward, size)
	for steps := 0; steps <= (n+m+1)/2; steps++ {
		low, high := -(steps - 2*max(0, steps-m)), steps-2*max(0, steps-n)
		for k := low; k <= high; k += 2 {
			x := furthest(forward, wrap, k, steps)
			y := x - k
			x0, y0 := x, y
			for x < n && y < m && olds[x] == news[y] {
				x++
				y++
			}
			forward[wrap(k)] = x
			d.work -= 1 + x - x0
			other := n - m - k
			if (n+m)%2 == 1 && -(steps-1) <= other && other <= steps-1 && x+backward[wrap(other)] >= n {
				return box{b.old0, b.old0 + x0, b.new0, b.new0 + y0}, box{b.old0 + x, b.old1, b.new0 + y, b.new1}, true
			}
		}
		for k := low; k <= high; k += 2 {
			x := furthest(backward, wrap, k, steps)
			y := x - k
			x0, y0 := x, y
			for x < n && y < m && olds[n-1-x] == news[m-1-y] {
				x++
				y++
			}
			backward[wrap(k)] = x
			d.work -= 1 + x - x0
			other := n - m - k
			if (n+m)%2 == 0 && -steps <= other && other <= steps && x+forward[wrap(other)] >= n {
				return box{b.old0, b.old1 - x, b.new0, b.new1 - y}, box{b.old1 - x0, b.old1, b.new1 - y0, b.new1}, true
			}
		}
		if d.work < 0 {
			return head, tail, false
		}
	}
	return head, tail, false // not reached: the paths meet by then
}

// furthest returns where a path of so many steps comes onto diagonal k: from the
// one beside it that is further.
func furthest(ends []int, wrap func(int) int, k, steps int) int {
	if k == -steps || k != steps && ends[wrap(k-1)] < ends[wrap(k+1)] {
		return ends[wrap(k+1)]
	}
	return ends[wrap(k-1)] + 1
}

func reset(p *[]int, size int) []int {
	if cap(*p) < size {
		*p = make([]int, size)
	}
	*p = (*p)[:size]
	clear(*p)
	return *p
}
