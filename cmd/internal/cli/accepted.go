package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/scanners"
)

// loadBaseline reads the baseline named by a flag, or the one at the root when
// there is one and the repository's own configuration is trusted. It returns
// nil when there is none.
func loadBaseline(env *Env, files *repoFiles, named string) (*baseline.Baseline, *scanners.Location, error) {
	path := env.path(named)
	if named == "" {
		if !files.trusted() {
			return nil, nil, nil
		}
		path = filepath.Join(files.root, baseline.FileName)
	}
	data, err := files.read(path, baseline.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		if named == "" {
			return nil, nil, nil
		}
		return nil, nil, fmt.Errorf("open baseline %s: no such file%s; create it with `launchlint baseline create --baseline %s`", named, files.where(), named)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open baseline: %w", err)
	}
	b, err := baseline.Parse(path, bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	var at *scanners.Location
	if name, inside := files.name(path); inside && files.from == nil {
		at = &scanners.Location{Path: name}
	}
	return b, at, nil
}
