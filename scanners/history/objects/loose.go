package objects

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// listLoose returns the ids of the loose objects in an object directory, in order.
// Other files, such as the tmp_obj_* of a killed git, are passed over. What bears
// the name of an object and is no file is listed, and noted as odd.
func listLoose(l *listing, dir string) []ID {
	subs, err := os.ReadDir(dir)
	if err != nil {
		l.damage = append(l.damage, Damage{dir, fmt.Errorf("list loose objects: %w", err)})
	}
	var ids []ID
	for _, sub := range subs {
		first, err := hex.DecodeString(sub.Name())
		if err != nil || len(first) != 1 || sub.Name() != hex.EncodeToString(first) {
			continue
		}
		sub := filepath.Join(dir, sub.Name())
		entries, err := os.ReadDir(sub)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			l.damage = append(l.damage, Damage{sub, fmt.Errorf("list loose objects: %w", err)})
		}
		for _, e := range entries {
			id := ID{first[0]}
			if len(e.Name()) != 38 {
				continue
			}
			if _, err := hex.Decode(id[1:], []byte(e.Name())); err != nil {
				continue
			}
			if !isRegular(sub, e) {
				l.odd[id] = true
			}
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, ID.Compare)
	return ids
}

// looseHead is the longest head of a loose object: a kind, a size, a zero byte.
const looseHead = 32

// parseLooseHead reads "kind size\0" and returns how long it is.
func parseLooseHead(p []byte) (kind Kind, size int64, n int, err error) {
	end := bytes.IndexByte(p[:min(len(p), looseHead)], 0)
	name, digits, ok := bytes.Cut(p[:max(end, 0)], []byte(" "))
	if end < 0 || !ok {
		return Unknown, 0, 0, corruptf("loose object has no head")
	}
	if kind = parseKind(name); kind == Unknown {
		return Unknown, 0, 0, corruptf("loose object is a %.16q", name)
	}
	size, err = strconv.ParseInt(string(digits), 10, 64)
	if err != nil || digits[0] < '0' || digits[0] > '9' || size < 0 {
		return Unknown, 0, 0, corruptf("loose object does not say its size")
	}
	return kind, size, end + 1, nil
}

// openLoose opens a loose object and starts to decompress it: head is what came
// out after its head, at most looseHead bytes; the rest comes out of r.flate.
func (r *Reader) openLoose(dir string, id ID) (f *os.File, kind Kind, size int64, head []byte, err error) {
	if r.list.odd[id] {
		return nil, Unknown, 0, nil, corruptf("loose object is not a regular file")
	}
	name := id.String()
	f, err = openRegular(filepath.Join(dir, name[:2], name[2:]))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Unknown, 0, nil, ErrMissing
	}
	if err != nil {
		return nil, Unknown, 0, nil, corruptf("read loose object: %v", err)
	}
	if err = r.inflater.start(r.inflater.over(f)); err == nil {
		var n int
		n, err = io.ReadFull(r.inflater.flate, r.head[:])
		if err == io.ErrUnexpectedEOF || err == io.EOF {
			err = nil // short, or damaged further on: fill will say
		}
		head = r.head[:n]
	}
	if err != nil {
		f.Close()
		return nil, Unknown, 0, nil, corruptf("read loose object: %v", err)
	}
	kind, size, n, err := parseLooseHead(head)
	if err != nil {
		f.Close()
		return nil, Unknown, 0, nil, err
	}
	return f, kind, size, head[n:], nil
}

// readLoose reads a loose object whole, into a buffer of the reader's.
func (r *Reader) readLoose(dir string, id ID) (Kind, []byte, error) {
	f, kind, size, head, err := r.openLoose(dir, id)
	if err != nil {
		return Unknown, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return kind, nil, corruptf("read loose object: %v", err)
	}
	if size/maxRatio > info.Size() || int64(len(head)) > size {
		return kind, nil, corruptf("loose object declares %d bytes and cannot hold them", size)
	}
	if size > r.store.limits.Object {
		return kind, nil, tooLargef("loose object of %d bytes", size)
	}
	data := r.take(int(size))
	n := copy(data, head)
	if n == len(data) {
		err = r.inflater.finish()
	} else {
		err = r.inflater.fill(data[n:])
	}
	if err != nil {
		r.give(data)
		return kind, nil, corruptf("read loose object: %v", err)
	}
	r.sums.Inflated++
	r.sums.InflatedBytes += size
	return kind, data, nil
}
