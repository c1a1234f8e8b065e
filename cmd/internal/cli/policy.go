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
	trustFrom    string
	noSuppress   bool

	// files is set by load.
	files *repoFiles
}

func (p *policyFlags) register(f *pflag.FlagSet) {
	f.StringVar(&p.file, "config", "", "configuration `file` (default "+config.FileName+" in the scanned directory or the nearest one above it in the repository)")
	f.BoolVar(&p.noRepoConfig, "no-repo-config", false, "trust no configuration, baseline or ignore file of the scanned repository")
	f.StringVar(&p.trustFrom, "trust-config-from", "", "read the configuration, baseline and ignore files of the scanned repository from this `commit`, such as the base of a pull request, and not from what is scanned")
	f.BoolVar(&p.noSuppress, "no-suppress", false, "report suppressed findings as active ones")
}

// trustsRepo returns what reads the files of the scanned repository that may
// configure the scan. It is known once load was called.
func (p *policyFlags) trustsRepo() *repoFiles { return p.files }

// open says where files of the scanned repository are read from.
func (p *policyFlags) open(env *Env, target scanners.Target) error {
	p.files = &repoFiles{env: env, root: target.Root, none: p.noRepoConfig, told: make(map[string]bool)}
	if p.trustFrom == "" {
		return nil
	}
	if p.noRepoConfig {
		return errors.New("--no-repo-config and --trust-config-from exclude each other: the first trusts no file of the repository, the second those of one commit")
	}
	var err error
	p.files.from, err = openBase(target.Root, p.trustFrom)
	return err
}

// load reads the configuration that counts for a target: the one named by the
// flag, else the repository's own unless that is not trusted, else the defaults.
func (p *policyFlags) load(env *Env, target scanners.Target) (suppress.Policy, error) {
	if err := p.open(env, target); err != nil {
		return suppress.Policy{}, err
	}
	path := env.path(p.file)
	if p.file == "" {
		if p.files.trusted() {
			path = findConfig(target, p.files)
		}
		if path == "" {
			return suppress.Policy{Config: config.Default()}, nil
		}
	}
	data, err := p.files.read(path, maxConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return suppress.Policy{}, fmt.Errorf("read configuration %s: no such file%s; write one with `launchlint config init`", p.file, p.files.where())
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
		policy.Trusted = p.files.from != nil
	}
	return policy, nil
}

// findConfig returns the configuration in the scanned directory or the nearest
// one above it, up to the root; "" when there is none.
func findConfig(target scanners.Target, files *repoFiles) string {
	for dir := target.Dir; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, config.FileName)
		if files.has(path) {
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
