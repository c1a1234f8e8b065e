package refs

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
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
	eachLine(f, func(n int, line []byte, err error) bool {
		if err != nil {
			r.damage("packed-refs", Ref, fmt.Errorf("line %d: %w", n, err))
			return true
		}
		if len(line) == 0 || line[0] == '#' {
			return true
		}
		if line[0] == '^' { // what the tag above leads to: the tag is the root
			return true
		}
		id, ok := leadingID(line)
		if !ok || len(line) < 42 || line[40] != ' ' {
			r.damage("packed-refs", Ref, fmt.Errorf("line %d is no ref", n))
			return true
		}
		name := string(line[41:])
		if _, loose := r.refs[name]; loose {
			return true
		}
		if !r.room() {
			return false
		}
		r.refs[name] = value{id: id}
		return true
	})
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
