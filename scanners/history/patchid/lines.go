package patchid

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/utils/diff"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// around is how many unchanged lines git shows before and after a changed one.
const around = 3

// sum hashes what a diff says of one file: its names and modes, and its changed
// lines with those around them.
func (p *Patches) sum(f file) ([]byte, error) {
	h := sha256.New()
	for _, e := range []object.ChangeEntry{f.old, f.new} {
		fmt.Fprintf(h, "%d %s\n", len(e.Name), e.Name)
	}
	if f.old.TreeEntry.Mode != f.new.TreeEntry.Mode {
		fmt.Fprintf(h, "mode %o %o\n", f.old.TreeEntry.Mode, f.new.TreeEntry.Mode)
	}
	if f.old.TreeEntry.Hash == f.new.TreeEntry.Hash {
		return h.Sum(nil), nil
	}
	before, err := p.text(f.old)
	if err != nil {
		return nil, err
	}
	now, err := p.text(f.new)
	if err != nil {
		return nil, err
	}
	if isBinary(before) || isBinary(now) {
		fmt.Fprintf(h, "binary %s %s\n", f.old.TreeEntry.Hash, f.new.TreeEntry.Hash)
		return h.Sum(nil), nil
	}
	if err := p.hunks(h, linesOf(before), linesOf(now)); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// text returns what a diff compares: the content of a file or link, and of a
// submodule which commit it is at.
func (p *Patches) text(e object.ChangeEntry) ([]byte, error) {
	switch {
	case e.Name == "":
		return nil, nil
	case e.TreeEntry.Mode == filemode.Submodule:
		return []byte("Subproject commit " + e.TreeEntry.Hash.String() + "\n"), nil
	}
	id := objects.ID(e.TreeEntry.Hash)
	data, err := p.read(id, objects.Blob)
	if err != nil {
		return nil, fmt.Errorf("read blob %s: %w", id, err)
	}
	if len(data) > p.limits.FileSize {
		return nil, fmt.Errorf("read blob %s: %w", id, errLimit)
	}
	return bytes.Clone(data), nil
}

// isBinary reports whether git takes a content for one that has no lines.
func isBinary(data []byte) bool {
	return bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0
}

func linesOf(data []byte) [][]byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	if n := len(lines); len(lines[n-1]) == 0 {
		lines = lines[:n-1]
	}
	return lines
}

// A change is one line of a diff: '-', '+' or ' ' and the line.
type change struct {
	op   byte
	line []byte
}

// hunks hashes the changed lines and those around them. Where they stand in the
// file is left out, as are line numbers.
func (p *Patches) hunks(w io.Writer, before, now [][]byte) error {
	head := 0
	for head < len(before) && head < len(now) && bytes.Equal(before[head], now[head]) {
		head++
	}
	tail := 0
	for tail < len(before)-head && tail < len(now)-head && bytes.Equal(before[len(before)-1-tail], now[len(now)-1-tail]) {
		tail++
	}
	var all []change
	add := func(op byte, lines [][]byte) {
		for _, line := range lines {
			all = append(all, change{op, line})
		}
	}
	add(' ', now[max(0, head-around):head])
	old, young := before[head:len(before)-tail], now[head:len(now)-tail]
	if len(old) > 0 && len(young) > 0 {
		half := (len(old) + len(young) + 1) / 2
		if p.work += half * half; half*half > p.limits.Work || p.work > p.limits.AllWork {
			return fmt.Errorf("compare lines: %w", errLimit)
		}
		// Without a time after which it would give up and guess, the result is the
		// shortest one: with it, what stands elsewhere in the file would matter.
		for _, d := range diff.DoWithTimeout(string(bytes.Join(old, nil)), string(bytes.Join(young, nil)), 0) {
			add("- +"[d.Type+1], linesOf([]byte(d.Text))) // -1, 0 and 1
		}
	} else {
		add('-', old)
		add('+', young)
	}
	rest := now[len(now)-tail:]
	add(' ', rest[:min(len(rest), around)])
	write(w, all)
	return nil
}

// write writes the lines of a diff that are changed or near to a change, without
// white space.
func write(w io.Writer, all []change) {
	last := -around - 1 // the last changed line
	next := 0           // the next one, from i on
	for i, c := range all {
		for next = max(next, i); next < len(all) && all[next].op == ' '; next++ {
		}
		if c.op != ' ' {
			last = i
		}
		if i-last > around && next-i > around {
			continue
		}
		line := append([]byte{c.op}, withoutSpace(c.line)...)
		w.Write(append(line, '\n'))
	}
}

// withoutSpace drops what C's isspace takes for white space.
func withoutSpace(line []byte) []byte {
	out := make([]byte, 0, len(line))
	for _, b := range line {
		if b != ' ' && (b < '\t' || b > '\r') {
			out = append(out, b)
		}
	}
	return out
}

func hashAll(sums [][]byte) string {
	h := sha256.New()
	for _, sum := range sums {
		h.Write(sum)
	}
	return hex.EncodeToString(h.Sum(nil))
}
