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
	texts map[string][]byte // nil value: not readable
}

// NewSources returns the sources below root, an absolute directory. The overlay
// maps slash paths relative to root to contents that replace the disk's; it may be nil.
func NewSources(root string, overlay map[string][]byte) *Sources {
	return &Sources{root: root, overlay: overlay, texts: make(map[string][]byte)}
}

// Text returns a file's bytes, or nil when it cannot be read or is too large.
// The caller must not change them.
func (s *Sources) Text(path string) []byte {
	if s == nil {
		return nil
	}
	if text, ok := s.overlay[path]; ok {
		return text
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if text, ok := s.texts[path]; ok {
		return text
	}
	var text []byte
	name := filepath.Join(s.root, filepath.FromSlash(path))
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && info.Size() <= maxSource {
		text, _ = os.ReadFile(name) // the scanner that found something here said so if it is unreadable
	}
	s.texts[path] = text
	return text
}

// Line returns the text of a 1-based line without its line end, or nil.
func (s *Sources) Line(path string, line int) []byte {
	text := s.Text(path)
	for n := 1; text != nil; n++ {
		head, tail, more := bytes.Cut(text, []byte("\n"))
		if n == line {
			return bytes.TrimSuffix(head, []byte("\r"))
		}
		if !more {
			return nil
		}
		text = tail
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
