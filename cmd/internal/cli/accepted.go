package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/scanners"
)

// loadBaseline reads the baseline named by a flag, or the one at the root when
// there is one and the repository's own configuration is trusted. It returns
// nil when there is none.
func loadBaseline(env *Env, root, named string, noRepoConfig bool) (*baseline.Baseline, *scanners.Location, error) {
	path := env.path(named)
	if named == "" {
		if noRepoConfig {
			return nil, nil, nil
		}
		path = filepath.Join(root, baseline.FileName)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if named == "" {
			return nil, nil, nil
		}
		return nil, nil, fmt.Errorf("open baseline %s: no such file; create it with `launchlint baseline create --baseline %s`", named, named)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open baseline: %w", err)
	}
	defer f.Close()
	b, err := baseline.Parse(path, f)
	if err != nil {
		return nil, nil, err
	}
	var at *scanners.Location
	if rel, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(rel) {
		at = &scanners.Location{Path: filepath.ToSlash(rel)}
	}
	return b, at, nil
}
