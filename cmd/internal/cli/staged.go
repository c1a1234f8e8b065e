package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/staged"
)

// runStaged scans what the next commit would add. Git tells a hook by environment
// variables which index that is.
func (s *scan) runStaged(ctx context.Context, flags *secretFlags, args []string, other bool) error {
	if other {
		return errors.New("--staged excludes --worktree, --history and --stdin")
	}
	target, err := secretsTarget(s.env, args)
	if err != nil {
		return err
	}
	gitDir := ""
	if len(args) == 0 {
		if gitDir = s.env.path(s.env.getenv("GIT_DIR")); gitDir != "" && s.env.getenv("GIT_WORK_TREE") != "" {
			if target, err = secretsTarget(s.env, []string{s.env.getenv("GIT_WORK_TREE")}); err != nil {
				return err
			}
		}
		target.Dir = target.Root // a commit takes all, wherever it is made
	}
	// What is staged need not be what the file on the disk holds.
	s.overlay = make(map[string][]byte)
	return s.run(ctx, target, func(policy suppress.Policy) ([]scanners.Scanner, error) {
		found, err := flags.detection(s.env, policy, target, s.policy.trustsRepo())
		if err != nil {
			return nil, err
		}
		o := &found.files
		return []scanners.Scanner{staged.New(staged.Options{
			Detector: o.Detector, Notices: o.Notices, IgnoreFile: o.IgnoreFile,
			MaxFileSize: o.MaxFileSize, SizeAsked: o.SizeAsked,
			GitDir: gitDir, IndexFile: indexFile(s.env, target.Root),
			Source: func(path string, text []byte) { s.overlay[path] = text },
		})}, nil
	})
}

// indexFile returns the index that GIT_INDEX_FILE names. Git starts hooks at the top
// of the work tree and means a relative name from there; a hook may have gone on.
func indexFile(env *Env, root string) string {
	name := env.getenv("GIT_INDEX_FILE")
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	if here := env.path(name); root != env.Dir {
		if _, err := os.Stat(here); err == nil {
			return here
		}
	}
	return filepath.Join(root, name)
}
