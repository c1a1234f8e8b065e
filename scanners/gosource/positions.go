package gosource

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"sync"
)

// A filePositions gives each known file a fixed range of token.Pos, in path
// order, whatever order the loader's goroutines parse the files in. Analyzers
// sort by token.Pos and take what comes first; with ranges handed out in order
// of arrival, two runs over the same files could differ.
//
// Files that are not known (those that cgo writes, dependencies read from source
// for want of export data) get ranges behind the known ones as they arrive.
type filePositions struct {
	fset     *token.FileSet
	contents map[string][]byte // overlay

	mu    sync.Mutex
	files map[string]fileRange
}

type fileRange struct {
	base, size int
	taken      bool
}

func newFilePositions(known []goDir, over *overlay) *filePositions {
	p := &filePositions{fset: token.NewFileSet(), contents: over.contents, files: make(map[string]fileRange)}
	base := 1
	for _, dir := range known {
		for _, f := range dir.files {
			name := filepath.Join(dir.path, f.name)
			size := int(f.size)
			if content, ok := over.contents[name]; ok {
				size = len(content)
			}
			if _, twice := p.files[name]; !twice {
				p.files[name] = fileRange{base: base, size: size}
				base += size + 1
			}
		}
	}
	p.fset.AddFile("", base, 0) // moves the ranges of unknown files behind the known
	return p
}

// parse is a packages.Config.ParseFile.
func (p *filePositions) parse(_ *token.FileSet, name string, src []byte) (*ast.File, error) {
	// Analyzers resolve identifiers through go/types, never through ast.Object.
	const mode = parser.AllErrors | parser.ParseComments | parser.SkipObjectResolution
	if content, ok := p.contents[name]; ok && content != nil {
		src = content
	}
	base, ok := p.take(name, len(src))
	if !ok {
		return parser.ParseFile(p.fset, name, src, mode)
	}
	// A file set only hands out ranges in increasing order, but accepts existing
	// files anywhere: parse into one of its own that starts at base.
	own := token.NewFileSet()
	if base > 1 {
		own.AddFile("", base-1, 0)
	}
	file, err := parser.ParseFile(own, name, src, mode)
	own.Iterate(func(f *token.File) bool {
		if f.Name() == name {
			p.fset.AddExistingFiles(f)
		}
		return true
	})
	return file, err
}

// take returns the range of a file. ok is false when it has none, or was changed
// since it was measured.
func (p *filePositions) take(name string, size int) (base int, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.files[name]
	if !ok || r.taken || r.size != size {
		return 0, false
	}
	r.taken = true
	p.files[name] = r
	return r.base, true
}
