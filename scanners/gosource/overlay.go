package gosource

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// An overlay is Options.Overlay as the go command and the parser take it.
//
// It is not packages.Config.Overlay, which takes the compiler's export data for
// invalid and reads all dependencies from source, the standard library included.
// The go command compiles with the overlay itself, so its export data are right.
type overlay struct {
	// contents maps absolute names to contents; nil for a file that is gone.
	contents map[string][]byte
	// created holds the contents of files that are not on the disk. These alone
	// go through packages.Config.Overlay too, which would read them otherwise.
	created map[string][]byte
	dir     string
	flags   []string
}

// writeOverlay writes the files that `go list -overlay` reads. The caller must
// call remove.
func (s *scan) writeOverlay() (*overlay, error) {
	over := &overlay{contents: make(map[string][]byte), created: make(map[string][]byte)}
	if len(s.opts.Overlay) == 0 {
		return over, nil
	}
	dir, err := os.MkdirTemp("", "launchlint-overlay-")
	if err != nil {
		return nil, fmt.Errorf("create a directory for the overlay: %w", err)
	}
	over.dir = dir
	replace := make(map[string]string)
	for path, content := range s.opts.Overlay {
		name := s.paths.abs(path)
		over.contents[name] = content
		if content == nil {
			replace[name] = ""
			continue
		}
		if !isFile(name) {
			over.created[name] = content
		}
		copied := filepath.Join(dir, strconv.Itoa(len(replace))+"-"+filepath.Base(name))
		if err := os.WriteFile(copied, content, 0o600); err != nil {
			over.remove()
			return nil, fmt.Errorf("write the overlay of %s: %w", path, err)
		}
		replace[name] = copied
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o600)
	}
	if err != nil {
		over.remove()
		return nil, fmt.Errorf("write the overlay: %w", err)
	}
	over.flags = []string{"-overlay=" + filepath.Join(dir, "overlay.json")}
	return over, nil
}

// remove deletes the temporary files.
func (o *overlay) remove() {
	if o.dir != "" {
		os.RemoveAll(o.dir) // a temporary directory: what stays, the system clears
	}
}
