package objects

import (
	"bytes"
	"math"
	"strconv"
	"time"
)

// A CommitInfo is what a commit says. Its byte slices point into the commit's
// data and are as they stand there: no encoding is assumed.
type CommitInfo struct {
	Tree      ID
	Parents   []ID
	Author    Signature
	Committer Signature
	// Encoding is what the message and the names are said to be in; empty for UTF-8.
	Encoding []byte
	// Extra are the header lines beside those above, as they stand there: signatures,
	// merged tags, and what other programs add.
	Extra []byte
	// Message is all after the header.
	Message []byte
}

// A Signature is who did something, and when.
type Signature struct {
	// Name and Email are without the characters that part them; both may be empty,
	// and hold anything but a line feed.
	Name, Email []byte
	// Seconds is the time since 1970, and Offset the minutes that the clock there
	// was ahead of UTC. Both are 0 when they are not written as git does.
	Seconds int64
	Offset  int
}

// Time returns when it was done, in the zone where it was.
func (s *Signature) Time() time.Time {
	return time.Unix(s.Seconds, 0).In(time.FixedZone("", s.Offset*60))
}

// ParseCommit reads a commit. Odd dates, names, encodings and unknown or repeated
// headers are taken as they come, as git does; of repeated ones the first counts.
// A commit without a tree, or with a parent that is no id, is ErrCorrupt; what
// could be read of it is returned all the same.
func ParseCommit(data []byte) (CommitInfo, error) {
	var c CommitInfo
	var err error
	hasTree, hasAuthor, hasCommitter, extra := false, false, false, [2]int{-1, -1}
	rest := data
	for len(rest) > 0 && rest[0] != '\n' {
		start := len(data) - len(rest)
		var line []byte
		line, rest = cutLine(rest)
		for len(rest) > 0 && rest[0] == ' ' { // a value goes on
			_, rest = cutLine(rest)
		}
		end := len(data) - len(rest)
		key, value, _ := bytes.Cut(line, []byte{' '})
		switch {
		case string(key) == "tree" && !hasTree:
			id, e := ParseID(string(value))
			if e == nil {
				c.Tree, hasTree = id, true
			} else if err == nil {
				err = corruptf("commit has a tree that is no id")
			}
		case string(key) == "parent":
			id, e := ParseID(string(value))
			if e == nil {
				c.Parents = append(c.Parents, id)
			} else if err == nil {
				err = corruptf("commit has a parent that is no id")
			}
		case string(key) == "author" && !hasAuthor:
			c.Author, hasAuthor = ParseSignature(value), true
		case string(key) == "committer" && !hasCommitter:
			c.Committer, hasCommitter = ParseSignature(value), true
		default:
			if string(key) == "encoding" && c.Encoding == nil {
				c.Encoding = value
			}
			if extra[0] < 0 {
				extra[0] = start
			}
			extra[1] = end
		}
	}
	if extra[0] >= 0 {
		c.Extra = data[extra[0]:extra[1]]
	}
	if len(rest) > 0 {
		c.Message = rest[1:]
	}
	if !hasTree && err == nil {
		err = corruptf("commit has no tree")
	}
	return c, err
}

// A TagInfo is what an annotated tag says.
type TagInfo struct {
	Object  ID
	Kind    Kind // of the object, as the tag has it
	Name    []byte
	Tagger  Signature
	Message []byte
}

// ParseTag reads an annotated tag. One without an object is ErrCorrupt; what could
// be read of it is returned all the same.
func ParseTag(data []byte) (TagInfo, error) {
	var t TagInfo
	hasObject := false
	rest := data
	for len(rest) > 0 && rest[0] != '\n' {
		var line []byte
		line, rest = cutLine(rest)
		key, value, _ := bytes.Cut(line, []byte{' '})
		switch {
		case string(key) == "object" && !hasObject:
			if id, err := ParseID(string(value)); err == nil {
				t.Object, hasObject = id, true
			}
		case string(key) == "type" && t.Kind == Unknown:
			t.Kind = parseKind(value)
		case string(key) == "tag" && t.Name == nil:
			t.Name = value
		case string(key) == "tagger" && t.Tagger.Name == nil:
			t.Tagger = ParseSignature(value)
		}
	}
	if len(rest) > 0 {
		t.Message = rest[1:]
	}
	if !hasObject {
		return t, corruptf("tag names no object")
	}
	return t, nil
}

// ParseSignature reads "name <email> seconds zone", as far as it is one. The email
// is between the first < and the > that follows, the time after the last >.
func ParseSignature(line []byte) Signature {
	var s Signature
	name, rest, found := bytes.Cut(line, []byte{'<'})
	s.Name = bytes.TrimSpace(name)
	if !found {
		return s
	}
	s.Email, _, _ = bytes.Cut(rest, []byte{'>'})
	s.Email = bytes.TrimSpace(s.Email)
	last := bytes.LastIndexByte(rest, '>')
	if last < 0 {
		return s
	}
	fields := bytes.Fields(rest[last+1:])
	if len(fields) == 0 {
		return s
	}
	seconds, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil || seconds < 0 || seconds > math.MaxInt64/4 {
		return s
	}
	s.Seconds = seconds
	if len(fields) > 1 && len(fields[1]) == 5 && (fields[1][0] == '+' || fields[1][0] == '-') {
		zone, err := strconv.Atoi(string(fields[1]))
		if err == nil {
			s.Offset = zone/100*60 + zone%100
		}
	}
	return s
}

// cutLine returns the first line without its end, and the rest.
func cutLine(p []byte) (line, rest []byte) {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return p[:i], p[i+1:]
	}
	return p, nil
}
