package engine

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

// maxSource bounds the files that are read again for fingerprints and columns.
// A finding in a larger file falls back to its position.
const maxSource = 32 << 20

// Sources reads scanned files once, for fingerprints and UTF-16 columns.
// It is safe for concurrent use.
type Sources struct {
	root    string
	overlay map[string][]byte

	mu    sync.Mutex
	files map[string]*source
}

// A source is one file: its text, nil when not readable, and where its lines begin.
type source struct {
	text   []byte
	starts []int // nil until a line is asked for
}

// NewSources returns the sources below root, an absolute directory. The overlay
// maps slash paths relative to root to contents that replace the disk's; it may be nil.
func NewSources(root string, overlay map[string][]byte) *Sources {
	return &Sources{root: root, overlay: overlay, files: make(map[string]*source)}
}

// Text returns a file's bytes, or nil when it cannot be read or is too large.
// The caller must not change them.
func (s *Sources) Text(path string) []byte {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.file(path).text
}

// file returns the file at path. The caller holds the lock.
func (s *Sources) file(path string) *source {
	if f := s.files[path]; f != nil {
		return f
	}
	f := &source{}
	s.files[path] = f
	if text, ok := s.overlay[path]; ok {
		f.text = text
		return f
	}
	name := filepath.Join(s.root, filepath.FromSlash(path))
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && info.Size() <= maxSource {
		f.text, _ = os.ReadFile(name) // the scanner that found something here said so if it is unreadable
	}
	return f
}

// Line returns the text of a 1-based line without its line end, or nil.
func (s *Sources) Line(path string, line int) []byte {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.file(path)
	if f.text == nil || line < 1 {
		return nil
	}
	if f.starts == nil {
		f.starts = []int{0}
		for i, c := range f.text {
			if c == '\n' {
				f.starts = append(f.starts, i+1)
			}
		}
	}
	switch n := len(f.starts); {
	case line < n:
		return bytes.TrimSuffix(f.text[f.starts[line-1]:f.starts[line]-1], []byte("\r"))
	case line == n:
		return bytes.TrimSuffix(f.text[f.starts[line-1]:], []byte("\r"))
	}
	return nil
}

// UTF16Column converts a 1-based byte column of a line into a 1-based column of
// UTF-16 code units. It returns the byte column when the line is not at hand.
func (s *Sources) UTF16Column(path string, line, column int) int {
	text := s.Line(path, line)
	if column <= 1 || text == nil {
		return column
	}
	before := text[:min(column-1, len(text))]
	units := 0
	for len(before) > 0 {
		r, size := utf8.DecodeRune(before)
		units += max(1, utf16.RuneLen(r))
		before = before[size:]
	}
	return units + 1
}
