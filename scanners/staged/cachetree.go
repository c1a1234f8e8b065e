package staged

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A cachedTree is one directory of the extension TREE, in which git keeps the ids
// of the trees that it would write: as long as nothing below a directory changes,
// its id stands for all entries there. See gitformat-index(5), "Cache tree".
type cachedTree struct {
	name string // one path element; empty for the top
	// count is how many entries of the index are below it; negative when the id is
	// no longer valid.
	count int
	id    string
	// first and next are the first directory in it and the next one beside it, as
	// positions in the list; 0 for none.
	first, next int32
}

// decodeTrees reads the extension: a directory is followed by those in it. The
// first of the list is the top. Names are parts of data.
func decodeTrees(data string, hashSize int) ([]cachedTree, error) {
	var list []cachedTree
	type open struct {
		tree, last int32 // a directory, and the last one read that is in it
		missing    int   // how many in it are still to be read
	}
	stack := []open{{tree: -1, missing: 1}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.missing == 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		top.missing--
		t, children, rest, err := decodeTree(data, hashSize)
		if err != nil {
			return nil, fmt.Errorf("cached tree %d: %w", len(list), err)
		}
		data = rest
		at := int32(len(list))
		switch {
		case top.tree < 0:
		case top.last == 0:
			list[top.tree].first = at
		default:
			list[top.last].next = at
		}
		top.last = at
		list = append(list, t)
		stack = append(stack, open{tree: at, missing: children})
	}
	if data != "" {
		return nil, errors.New("more cached trees than expected")
	}
	return list, nil
}

// decodeTree reads "name NUL count SP children LF id", without the id when the
// count is negative.
func decodeTree(data string, hashSize int) (t cachedTree, children int, rest string, err error) {
	name, rest, ok := strings.Cut(data, "\x00")
	if !ok {
		return t, 0, "", errShort
	}
	line, rest, ok := strings.Cut(rest, "\n")
	if !ok {
		return t, 0, "", errShort
	}
	count, below, ok := strings.Cut(line, " ")
	if !ok {
		return t, 0, "", errors.New("no number of directories")
	}
	t.name = name
	if t.count, err = strconv.Atoi(count); err != nil {
		return t, 0, "", fmt.Errorf("number of entries: %w", err)
	}
	if children, err = strconv.Atoi(below); err != nil || children < 0 {
		return t, 0, "", fmt.Errorf("number of directories %q", below)
	}
	if t.count >= 0 {
		if len(rest) < hashSize {
			return t, 0, "", errShort
		}
		t.id, rest = rest[:hashSize], rest[hashSize:]
	}
	return t, children, rest, nil
}
