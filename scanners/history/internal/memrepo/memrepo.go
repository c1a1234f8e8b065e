// Package memrepo makes small repositories in memory, for tests.
package memrepo

import (
	"cmp"
	"crypto/sha1"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Repo is a set of objects. It is a reader of them, and must not be changed
// while it is read.
type Repo struct {
	objects map[objects.ID]object
	// Errors are given for their ids instead of an object.
	Errors map[objects.ID]error
	now    int64
}

type object struct {
	kind objects.Kind
	data []byte
}

// New returns an empty repository, whose clock stands at the year 2020.
func New() *Repo {
	return &Repo{objects: make(map[objects.ID]object), Errors: make(map[objects.ID]error), now: 1577836800}
}

// Read returns an object.
func (r *Repo) Read(id objects.ID) (objects.Kind, []byte, error) {
	if err := r.Errors[id]; err != nil {
		return objects.Unknown, nil, err
	}
	o, ok := r.objects[id]
	if !ok {
		return objects.Unknown, nil, objects.ErrMissing
	}
	return o.kind, o.data, nil
}

// IDs returns the ids of all objects of a kind, sorted.
func (r *Repo) IDs(kind objects.Kind) []objects.ID {
	var ids []objects.ID
	for id, o := range r.objects {
		if o.kind == kind {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, objects.ID.Compare)
	return ids
}

// Put stores an object with any content.
func (r *Repo) Put(kind objects.Kind, data string) objects.ID {
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00%s", kind, len(data), data)
	id := objects.ID(h.Sum(nil))
	r.objects[id] = object{kind, []byte(data)}
	return id
}

// Files maps slash-separated paths to contents.
type Files map[string]string

// Tree stores a tree of files and all below it.
func (r *Repo) Tree(files Files) objects.ID {
	subs := make(map[string]Files)
	var entries []Entry
	for path, text := range files {
		name, rest, deep := strings.Cut(path, "/")
		if !deep {
			entries = append(entries, Entry{"100644", name, r.Put(objects.Blob, text)})
			continue
		}
		if subs[name] == nil {
			subs[name] = make(Files)
		}
		subs[name][rest] = text
	}
	for name, sub := range subs {
		entries = append(entries, Entry{"40000", name, r.Tree(sub)})
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.key(), b.key()) })
	return r.RawTree(entries...)
}

// An Entry is one entry of a raw tree.
type Entry struct {
	Mode, Name string
	ID         objects.ID
}

// key is what git sorts by: directories as if they ended in a slash.
func (e *Entry) key() string {
	if e.Mode == "40000" {
		return e.Name + "/"
	}
	return e.Name
}

// RawTree stores a tree of entries as they are.
func (r *Repo) RawTree(entries ...Entry) objects.ID {
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(e.Mode + " " + e.Name + "\x00" + string(e.ID[:]))
	}
	return r.Put(objects.Tree, b.String())
}

// A Commit says what to commit.
type Commit struct {
	Files   Files
	Tree    objects.ID // instead of Files
	Parents []objects.ID
	// Author is "Name <address>"; default Ada.
	Author  string
	Message string
	// AuthorTime and Time are seconds; default an hour after the last commit's.
	AuthorTime, Time int64
}

// Ada is the author of commits that name none.
const Ada = "Ada <ada@example.com>"

// Commit stores a commit.
func (r *Repo) Commit(c Commit) objects.ID {
	r.now += 3600
	if c.Time == 0 {
		c.Time = r.now
	}
	if c.AuthorTime == 0 {
		c.AuthorTime = c.Time
	}
	author := cmp.Or(c.Author, Ada)
	if c.Tree.IsZero() {
		c.Tree = r.Tree(c.Files)
	}
	var b strings.Builder
	b.WriteString("tree " + c.Tree.String() + "\n")
	for _, parent := range c.Parents {
		b.WriteString("parent " + parent.String() + "\n")
	}
	b.WriteString("author " + author + " " + strconv.FormatInt(c.AuthorTime, 10) + " +0000\n")
	b.WriteString("committer " + author + " " + strconv.FormatInt(c.Time, 10) + " +0000\n\n" + c.Message)
	return r.Put(objects.Commit, b.String())
}

// Tag stores an annotated tag of an object.
func (r *Repo) Tag(id objects.ID, kind objects.Kind, name string) objects.ID {
	return r.Put(objects.Tag, fmt.Sprintf("object %s\ntype %s\ntag %s\ntagger %s 1577836800 +0000\n\n", id, kind, name, Ada))
}
