package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

// maxConfig bounds a configuration file, in bytes; its parser refuses more.
const maxConfig = 1 << 20

// policyFlags say which configuration counts.
type policyFlags struct {
	file         string
	noRepoConfig bool
	noSuppress   bool
}

func (p *policyFlags) register(f *pflag.FlagSet) {
	f.StringVar(&p.file, "config", "", "configuration `file` (default "+config.FileName+" in the scanned directory or the nearest one above it in the repository)")
	f.BoolVar(&p.noRepoConfig, "no-repo-config", false, "trust no configuration, baseline or ignore file of the scanned repository")
	f.BoolVar(&p.noSuppress, "no-suppress", false, "report suppressed findings as active ones")
}

// trustsRepo reports whether files of the scanned repository may configure the scan.
func (p *policyFlags) trustsRepo() bool { return !p.noRepoConfig }

// load reads the configuration that counts for a target: the one named by the
// flag, else the repository's own unless that is not trusted, else the defaults.
func (p *policyFlags) load(env *Env, target scanners.Target) (suppress.Policy, error) {
	path := env.path(p.file)
	if p.file == "" {
		if !p.noRepoConfig {
			path = findConfig(target)
		}
		if path == "" {
			return suppress.Policy{Config: config.Default()}, nil
		}
	}
	data, err := readBounded(path, maxConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return suppress.Policy{}, fmt.Errorf("read configuration %s: no such file; write one with `launchlint config init`", p.file)
	}
	if err != nil {
		return suppress.Policy{}, fmt.Errorf("read configuration: %w", err)
	}
	c, err := config.Parse(env.rel(path), data)
	if err != nil {
		return suppress.Policy{}, err
	}
	all, err := catalogue()
	if err != nil {
		return suppress.Policy{}, err
	}
	if err := c.CheckNames(all.Names()); err != nil {
		return suppress.Policy{}, err
	}
	policy := suppress.Policy{Config: c}
	if rel, err := filepath.Rel(target.Root, path); err == nil && filepath.IsLocal(rel) {
		policy.File = filepath.ToSlash(rel)
	}
	return policy, nil
}

// findConfig returns the configuration in the scanned directory or the nearest
// one above it, up to the root; "" when there is none.
func findConfig(target scanners.Target) string {
	for dir := target.Dir; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, config.FileName)
		if _, err := os.Lstat(path); err == nil {
			return path
		}
		if dir == target.Root || dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// readBounded reads a regular file of at most limit bytes, and one byte more of
// a larger one, for its reader to refuse.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}
