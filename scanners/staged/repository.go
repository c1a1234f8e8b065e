package staged

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
)

// open reads the repository's index.
func (s *scan) open() (*gitdir.Repo, *Index, error) {
	repo, err := gitdir.Open(s.target.Root)
	if s.options.GitDir != "" {
		repo, err = gitdir.OpenBare(s.options.GitDir)
	}
	switch {
	case errors.Is(err, gitdir.ErrNone) && s.options.GitDir != "":
		return nil, nil, fmt.Errorf("GIT_DIR names %s, which is no git directory", s.options.GitDir)
	case errors.Is(err, gitdir.ErrNone) && gitdir.IsBare(s.target.Dir):
		return nil, nil, fmt.Errorf("%s is a git directory: nothing is staged there; name a work tree", s.target.Dir)
	case errors.Is(err, gitdir.ErrNone):
		return nil, nil, fmt.Errorf("%s is not in a git repository: nothing can be staged there; --worktree scans its files", s.target.Dir)
	case err != nil:
		return nil, nil, err
	}
	if err := s.checkFile(repo); err != nil {
		return nil, nil, err
	}
	index, err := Read(repo, s.options.IndexFile)
	if err != nil {
		return nil, nil, fmt.Errorf("%w; repair it (`git reset` writes a new one, and unstages what is staged) and scan again", err)
	}
	return repo, index, nil
}

// checkFile errs when the environment names an index that is not there: it would
// pass for an empty one. The repository's own does not exist before the first add.
func (s *scan) checkFile(repo *gitdir.Repo) error {
	file := s.options.IndexFile
	if file == "" {
		return nil
	}
	_, err := os.Stat(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil // Read says more about other errors
	}
	named, err := filepath.EvalSymlinks(filepath.Dir(file))
	if err == nil && filepath.Base(file) == "index" {
		if own, err := filepath.EvalSymlinks(repo.Dir); err == nil && own == named {
			return nil
		}
	}
	return fmt.Errorf("GIT_INDEX_FILE names %s, which does not exist; run this from the top of the work tree, as git runs hooks, or unset it", file)
}

// headTree returns the tree of HEAD, zero for a branch that is not born yet. When
// the commit cannot be read everything counts as added, and the scan as incomplete.
func (s *scan) headTree(repo *gitdir.Repo) (tree objects.ID, err error) {
	_, id, err := refs.Lookup(repo, "HEAD")
	switch {
	case errors.Is(err, refs.ErrNone):
		s.unborn = true
		return tree, nil
	case errors.Is(err, refs.ErrStorage):
		return tree, fmt.Errorf("%w; git refs migrate --ref-format=files converts it, or a copy", err)
	case err != nil:
		return tree, fmt.Errorf("%w; git fsck says what is damaged", err)
	}
	data, err := readAs(s.store.Reader(), id, objects.Commit)
	if err == nil {
		var commit objects.CommitInfo
		if commit, err = objects.ParseCommit(data); err == nil {
			return commit.Tree, nil
		}
	}
	s.troubles.Add(unreadHead, "", 0, reason(err))
	return tree, nil
}
