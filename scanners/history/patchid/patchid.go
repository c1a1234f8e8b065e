// Package patchid names what a commit changes, as git patch-id --stable does: by
// its diff against the first parent without white space and line numbers, the files
// in the order of their paths. Two commits with one name are one patch, applied
// twice.
//
// Comparing trees and lines is go-git's work, over objects that our own layer has
// read and checked. It is asked for the few commits that bring one secret more
// than once, so it may cost what a diff costs, but not more: what is over a limit
// has no name, and neither has what makes go-git panic. The limits are on work, not
// on time: what is found must not depend on the machine.
package patchid

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Limits bound what naming patches may cost. A zero field takes its default.
type Limits struct {
	// Files is how many files a commit may change; default 2,000.
	Files int
	// Trees is how many trees may be read for one commit, which bounds how deep they
	// are nested too; default 4,096.
	Trees int
	// FileSize is how long a changed text may be in bytes, TreeSize a tree; default
	// 4 MiB each.
	FileSize, TreeSize int
	// Work is how many pairs of changed lines may be compared for one file; default 64
	// million.
	Work int
	// AllBytes is how much is read for all commits, default 512 MiB, and AllWork how
	// many lines are compared, default a billion.
	AllBytes, AllWork int
}

func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Files, 2000)
	set(&l.Trees, 4096)
	set(&l.FileSize, 4<<20)
	set(&l.TreeSize, 4<<20)
	set(&l.Work, 64<<20)
	set(&l.AllBytes, 512<<20)
	set(&l.AllWork, 1_000_000_000)
	return l
}

// Patches name the patches of one repository, for one goroutine.
type Patches struct {
	ctx    context.Context
	reader names.Reader
	limits Limits
	bytes  int // read
	work   int
	failed int
}

// New returns the Patches of what reader reads. Once ctx is done nothing has a
// name any more.
func New(ctx context.Context, reader names.Reader, limits Limits) *Patches {
	return &Patches{ctx: ctx, reader: reader, limits: limits.withDefaults()}
}

// Unnamed returns how many commits were asked for and have no name, because they
// cannot be read or are over a limit.
func (p *Patches) Unnamed() int { return p.failed }

// Of returns the name of what a commit changes, in hex, and the paths of the files
// that were there before and that it edits, sorted. ok is false when it has no
// name: nothing may then be concluded about it.
func (p *Patches) Of(commit objects.ID) (id string, edited []string, ok bool) {
	id, edited, err := p.of(commit)
	if err != nil {
		p.failed++
		return "", nil, false
	}
	return id, edited, true
}

var errLimit = errors.New("over the limit")

func (p *Patches) of(commit objects.ID) (id string, edited []string, err error) {
	defer func() {
		// go-git was not made for repositories that nobody vouches for.
		if r := recover(); r != nil {
			err = fmt.Errorf("compare trees: %v", r)
		}
	}()
	s := &storer{p: p, trees: p.limits.Trees}
	now, before, err := p.trees(s, commit)
	if err != nil {
		return "", nil, err
	}
	changes, err := object.DiffTreeContext(p.ctx, before, now)
	if err = cmp.Or(s.err, err); err != nil {
		return "", nil, fmt.Errorf("compare trees: %w", err)
	}
	if len(changes) > p.limits.Files {
		return "", nil, fmt.Errorf("compare trees: %d files: %w", len(changes), errLimit)
	}
	var sums [][]byte
	for _, c := range changes {
		if err := p.ctx.Err(); err != nil {
			return "", nil, err
		}
		if c.From.Name != "" && c.To.Name != "" && c.From.TreeEntry.Hash != c.To.TreeEntry.Hash {
			edited = append(edited, c.To.Name)
		}
		for _, f := range filesOf(c) {
			sum, err := p.sum(f)
			if err != nil {
				return "", nil, err
			}
			sums = append(sums, sum)
		}
	}
	slices.Sort(edited)
	return hashAll(sums), edited, nil
}

// trees returns the trees of a commit and of its first parent, which is empty for
// a first commit.
func (p *Patches) trees(s *storer, commit objects.ID) (now, before *object.Tree, err error) {
	info, err := p.commit(commit)
	if err != nil {
		return nil, nil, err
	}
	if now, err = object.GetTree(s, plumbing.Hash(info.Tree)); err != nil {
		return nil, nil, fmt.Errorf("read tree %s: %w", info.Tree, err)
	}
	if len(info.Parents) == 0 {
		return now, &object.Tree{}, nil
	}
	parent, err := p.commit(info.Parents[0])
	if err != nil {
		return nil, nil, err
	}
	if before, err = object.GetTree(s, plumbing.Hash(parent.Tree)); err != nil {
		return nil, nil, fmt.Errorf("read tree %s: %w", parent.Tree, err)
	}
	return now, before, nil
}

func (p *Patches) commit(id objects.ID) (objects.CommitInfo, error) {
	data, err := p.read(id, objects.Commit)
	if err != nil {
		return objects.CommitInfo{}, fmt.Errorf("read commit %s: %w", id, err)
	}
	return objects.ParseCommit(bytes.Clone(data))
}

// read returns the content of an object of that kind until the next read.
func (p *Patches) read(id objects.ID, want objects.Kind) ([]byte, error) {
	if p.bytes >= p.limits.AllBytes {
		return nil, errLimit
	}
	kind, data, err := p.reader.Read(id)
	p.bytes += len(data)
	switch {
	case err != nil:
		return nil, err
	case kind != want && want != objects.Unknown:
		return nil, fmt.Errorf("it is a %s, not a %s", kind, want)
	}
	return data, nil
}

// A file is one file of a patch. An old or new side that is not there has no name.
type file struct{ old, new object.ChangeEntry }

// filesOf returns what a diff shows of a change: one file, or two when a file
// became a link or the like.
func filesOf(c *object.Change) []file {
	if c.From.Name != "" && c.To.Name != "" && typeOf(c.From.TreeEntry.Mode) != typeOf(c.To.TreeEntry.Mode) {
		return []file{{old: c.From}, {new: c.To}}
	}
	return []file{{c.From, c.To}}
}

// typeOf returns a mode without its permissions.
func typeOf(m filemode.FileMode) filemode.FileMode { return m &^ 0o777 }
