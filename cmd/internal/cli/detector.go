package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/worktree"
)

const (
	// keyVariable names the environment variable that holds the identity key.
	keyVariable = "LAUNCHLINT_SECRET_KEY"
	// gitleaksConfig and gitleaksIgnore are where gitleaks looks for its files.
	gitleaksConfig = ".gitleaks.toml"
	gitleaksIgnore = ".gitleaksignore"
	// maxGitleaks bounds these files, in bytes.
	maxGitleaks = 4 << 20
)

// secretFlags say how files are searched for secrets.
type secretFlags struct {
	gitleaksConfig string
	maxFileSize    string
}

func (s *secretFlags) register(f *pflag.FlagSet) {
	f.StringVar(&s.gitleaksConfig, "gitleaks-config", "", "gitleaks configuration `file` in TOML (default "+gitleaksConfig+" at the root, when it exists)")
	f.StringVar(&s.maxFileSize, "max-file-size", "", "skip files above this `size`, such as 10MiB (default 256MiB)")
}

// detector builds the detector for one target.
func (s *secretFlags) detector(env *Env, policy suppress.Policy, target scanners.Target, trustRepo bool) (*secrets.Detector, error) {
	o := secrets.Options{
		Key:         []byte(env.getenv(keyVariable)),
		DecodeDepth: cmp.Or(policy.Config.Secrets.DecodeDepth, -1),
	}
	path, named := s.gitleaksFile(env, policy, target, trustRepo)
	if path != "" {
		data, err := readBounded(path, maxGitleaks)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !named:
		case err != nil:
			return nil, fmt.Errorf("read gitleaks configuration: %w", err)
		default:
			o.Config = &secrets.Config{Name: env.rel(path), Data: data, Load: func(name string) ([]byte, error) {
				if !filepath.IsAbs(name) {
					name = filepath.Join(target.Root, name)
				}
				return readBounded(name, maxGitleaks)
			}}
		}
	}
	if trustRepo {
		data, err := readBounded(filepath.Join(target.Root, gitleaksIgnore), maxGitleaks)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read %s: %w", gitleaksIgnore, err)
		}
		var malformed []secrets.Malformed
		o.Ignore, malformed = secrets.ParseIgnore(data)
		for _, m := range malformed {
			fmt.Fprintf(env.Stderr, "launchlint: %s:%d ignores nothing: %s\n", gitleaksIgnore, m.Line, m.Why)
		}
	}
	d, err := secrets.New(o)
	if err != nil {
		return nil, err
	}
	for _, line := range d.Unknown() {
		fmt.Fprintf(env.Stderr, "launchlint: %s\n", line)
	}
	return d, nil
}

// gitleaksFile returns the gitleaks configuration that counts: the flag's, the
// one that launchlint.yaml names, or the one at the root. named is true when it
// must exist.
func (s *secretFlags) gitleaksFile(env *Env, policy suppress.Policy, target scanners.Target, trustRepo bool) (path string, named bool) {
	switch {
	case s.gitleaksConfig != "":
		return env.path(s.gitleaksConfig), true
	case policy.Config.Secrets.Config != "":
		dir := filepath.Dir(env.path(policy.Config.File()))
		return filepath.Join(dir, filepath.FromSlash(policy.Config.Secrets.Config)), true
	case trustRepo:
		return filepath.Join(target.Root, gitleaksConfig), false
	}
	return "", false
}

// worktree returns the scanner of the target's files.
func (s *secretFlags) worktree(env *Env, policy suppress.Policy, target scanners.Target, trustRepo bool) (scanners.Scanner, error) {
	d, err := s.detector(env, policy, target, trustRepo)
	if err != nil {
		return nil, err
	}
	o := worktree.Options{Detector: d, Getenv: env.getenv, IndexFile: env.path(env.getenv("GIT_INDEX_FILE"))}
	if trustRepo {
		o.IgnoreFile = gitleaksIgnore
	}
	size := policy.Config.Secrets.MaxFileSize
	if s.maxFileSize != "" {
		if err := size.UnmarshalText([]byte(s.maxFileSize)); err != nil {
			return nil, fmt.Errorf("--max-file-size: %w", err)
		}
	}
	// The default is a limit that makes the scan incomplete; one that was asked for does not.
	if size != config.Default().Secrets.MaxFileSize || s.maxFileSize != "" {
		o.MaxFileSize = int64(size)
	}
	return worktree.New(o), nil
}
