package objects

import (
	"errors"
	"fmt"
	"hash"
	"io"
)

// A Stream is the content of one object, piece by piece, for objects that are not
// to be in memory whole. Its reads return io.EOF only after all content that was
// declared has come and has matched the id; else they end in ErrCorrupt. It uses
// its Reader, which must not be used for anything else before Close.
type Stream struct {
	Kind Kind
	Size int64

	id    ID
	hash  hash.Hash
	head  []byte // decompressed already
	left  int64
	r     *Reader
	close func() error
	err   error
}

// Stream opens an object of any size for reading once. An object that is stored
// as a difference must fit the limits, as for Read. Only the first copy is tried:
// what has been read cannot be taken back.
func (r *Reader) Stream(id ID) (*Stream, error) {
	r.reclaim()
	s, err := r.stream(id)
	if err != nil && r.moved(err) {
		s, err = r.stream(id)
	}
	if errors.Is(err, ErrMissing) && r.list.promisor {
		err = ErrPromised
	}
	if err != nil {
		return nil, fmt.Errorf("stream object %s: %w", id, err)
	}
	return s, nil
}

func (r *Reader) stream(id ID) (s *Stream, err error) {
	err = ErrMissing
	r.eachCopy(id, func(at location) bool {
		next, e := r.streamAt(id, at)
		switch {
		case e == nil:
			s, err = next, nil
			return false
		case errors.Is(err, ErrMissing):
			err = e
		}
		return true
	})
	return s, err
}

// streamAt starts to decompress one copy of an object.
func (r *Reader) streamAt(id ID, at location) (*Stream, error) {
	s := &Stream{id: id, r: r, hash: r.hash}
	if at.pack == nil {
		f, kind, size, head, err := r.openLoose(at.dir, id)
		if err != nil {
			return nil, err
		}
		s.Kind, s.Size, s.head, s.close = kind, size, append([]byte(nil), head...), f.Close
	} else {
		e, err := at.pack.entryAt(&r.window, at.rank)
		if err != nil {
			return nil, err
		}
		if e.isDelta() {
			kind, data, err := r.readAt(id, at)
			if err != nil {
				return nil, err
			}
			return &Stream{Kind: kind, Size: int64(len(data)), id: id, head: data, r: r}, nil
		}
		section := io.NewSectionReader(at.pack.file, e.data, at.pack.end-e.data)
		if err := r.inflater.start(r.inflater.over(section)); err != nil {
			return nil, corruptf("entry at %d: %v", e.offset, err)
		}
		s.Kind, s.Size = e.kind, e.size
	}
	if int64(len(s.head)) > s.Size {
		_ = s.Close()
		return nil, corruptf("loose object declares %d bytes and has more", s.Size)
	}
	s.left = s.Size - int64(len(s.head))
	s.hash.Reset()
	s.hash.Write(appendHead(r.head[:0], s.Kind, s.Size))
	s.hash.Write(s.head)
	return s, nil
}

// Read implements io.Reader.
func (s *Stream) Read(p []byte) (int, error) {
	switch {
	case s.err != nil:
		return 0, s.err
	case len(p) == 0:
		return 0, nil
	case len(s.head) > 0:
		n := copy(p, s.head)
		s.head = s.head[n:]
		return n, nil
	case s.hash == nil: // was read whole, and checked
		s.err = io.EOF
	case s.left == 0:
		s.err = s.end()
	default:
		n, err := s.r.inflater.flate.Read(p[:min(int64(len(p)), s.left)])
		s.hash.Write(p[:n])
		s.left -= int64(n)
		if err != nil && (err != io.EOF || s.left > 0) {
			s.err = corruptf("object %s with %d bytes to come: %v", s.id, s.left, noEOF(err))
		}
		if n > 0 || s.err == nil {
			return n, nil
		}
	}
	return 0, s.err
}

// end checks what only the end can tell.
func (s *Stream) end() error {
	if err := s.r.inflater.finish(); err != nil {
		return corruptf("object %s: %v", s.id, err)
	}
	var id ID
	s.hash.Sum(id[:0])
	if id != s.id {
		return corruptf("object %s has other content than its id says", s.id)
	}
	return io.EOF
}

// Close ends the reading.
func (s *Stream) Close() error {
	if s.close == nil {
		return nil
	}
	err := s.close()
	s.close = nil
	return err
}
