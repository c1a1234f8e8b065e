package archive

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"strings"
)

// tar visits the members of a tar archive. Only regular files hold bytes: links,
// devices and directories are passed by.
func (w *walk) tar(path string, s source, depth int) (opened bool, err error) {
	if s.at == nil {
		if head, _ := peek(&s); !isTarHeader(head) {
			w.out.leave(Corrupt, path)
			return false, nil
		}
	}
	in := &counter{r: s.packed()}
	t := tar.NewReader(in)
	for w.goesOn() {
		var h *tar.Header
		err := safely(func() (err error) { h, err = t.Next(); return err })
		if errors.Is(err, tar.ErrInsecurePath) {
			err = nil // names are for reports only
		}
		if err == io.EOF {
			if t, err = nextTar(in); err == nil {
				continue
			}
		}
		if err != nil {
			if err != io.EOF && in.err == nil && !w.stopped {
				w.out.leave(Corrupt, path)
			}
			return opened || s.at == nil, nil
		}
		opened = true
		name := path + "!" + w.name(h.Name)
		if !w.entry(name) {
			break
		}
		if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeCont && h.Typeflag != tar.TypeGNUSparse {
			continue
		}
		if err := w.member(name, w.tarMember(name, t, h, s, in), depth); err != nil {
			return true, err
		}
	}
	return true, nil
}

// tarMember returns the content of the member that t stands at.
func (w *walk) tarMember(name string, t *tar.Reader, h *tar.Header, s source, in *counter) source {
	if s.at == nil || isSparse(h) {
		m := w.meter(name, t, in)
		m.holes = true
		return source{r: m}
	}
	// The reader takes whole blocks and nothing ahead, so the member is next. If it
	// goes on past the end, the next header is not found and that is told.
	start := min(in.n, s.size)
	size := min(h.Size, s.size-start)
	return source{at: io.NewSectionReader(s.at, start, size), size: size}
}

// isSparse reports whether a member has holes, which are not in the archive.
func isSparse(h *tar.Header) bool {
	if h.Typeflag == tar.TypeGNUSparse {
		return true
	}
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// nextTar looks for another archive behind the end of one: tar reads them with
// --ignore-zeros, and so they can hold what people have in use. io.EOF says that
// there is nothing more but zeros.
func nextTar(in *counter) (*tar.Reader, error) {
	block := make([]byte, tarBlock)
	for {
		n, err := io.ReadFull(in, block)
		if isTarHeader(block[:n]) {
			return tar.NewReader(io.MultiReader(bytes.NewReader(block), in)), nil
		}
		if len(bytes.Trim(block[:n], "\x00")) > 0 {
			return nil, errTail
		}
		if err != nil {
			return nil, io.EOF
		}
	}
}

var errTail = errors.New("find the end of the archive, and something else behind it")
