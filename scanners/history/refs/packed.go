package refs

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// readPacked reads packed-refs. A loose file of the same name is newer and wins.
func (r *reader) readPacked() {
	f, err := open(filepath.Join(r.repo.Common, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		r.damage("packed-refs", Ref, err)
		return
	}
	defer f.Close()
	if cutOff(f) {
		r.damage("packed-refs", Ref, errors.New("it ends within a line: it is cut off"))
	}
	seen := make(map[string]bool)
	eachLine(f, func(n int, line []byte, err error) bool {
		if err != nil {
			r.damage("packed-refs", Ref, fmt.Errorf("line %d: %w", n, err))
			return true
		}
		if len(line) == 0 || isRemark(line) {
			return true
		}
		id, ok := leadingID(line)
		if !ok || len(line) < 42 || line[40] != ' ' {
			r.damage("packed-refs", Ref, fmt.Errorf("line %d is no ref", n))
			return true
		}
		name := string(line[41:])
		if strings.Contains(name, " ") { // no ref is named so: two lines have become one
			r.damage("packed-refs", Ref, fmt.Errorf("line %d holds more than one ref", n))
		}
		if seen[name] { // one of the two had another name
			r.damage("packed-refs", Ref, fmt.Errorf("line %d is of a ref that stands there already", n))
			r.root(name, Ref, id)
			return true
		}
		if _, loose := r.refs[name]; loose {
			return true
		}
		if !r.room() {
			return false
		}
		r.refs[name], seen[name] = value{id: id}, true
		return true
	})
}

// cutOff reports whether a file ends within a line.
func cutOff(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	last := make([]byte, 1)
	_, err = f.ReadAt(last, info.Size()-1)
	return err == nil && last[0] != '\n'
}

// isRemark reports whether a line names no ref: it is a comment, or says what the tag
// above leads to, which is the root. A ref whose first digit is damaged is none.
func isRemark(line []byte) bool {
	switch line[0] {
	case '#':
		_, ref := leadingID(append([]byte{'1'}, line[1:]...))
		return !ref
	case '^':
		_, ok := leadingID(line[1:])
		return ok && len(line) == 41
	}
	return false
}

// maxLine is the longest line that is read; what a longer one holds is damage.
const maxLine = 64 << 10

var errLine = fmt.Errorf("longer than %d bytes", maxLine)

// eachLine calls f with the number and the text of each line, without its end and
// valid until the next, until f is false. Of a line that is too long f gets the
// beginning, with an error.
func eachLine(src io.Reader, f func(n int, line []byte, err error) bool) {
	b := bufio.NewReaderSize(src, maxLine)
	for n := 1; ; n++ {
		line, err := b.ReadSlice('\n')
		var wrong error
		if err == bufio.ErrBufferFull {
			wrong = errLine
			line = bytes.Clone(line)
			for err == bufio.ErrBufferFull {
				_, err = b.ReadSlice('\n')
			}
		}
		if err != nil && err != io.EOF {
			f(n, nil, err)
			return
		}
		if len(line) > 0 && !f(n, bytes.TrimRight(line, "\r\n"), wrong) || err == io.EOF {
			return
		}
	}
}
