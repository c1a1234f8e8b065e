package cli

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/launchlint/launchlint/scanners/history/revision"
)

// identity returns what secrets are hashed with when no key is given: what is equal
// in all clones of the repository and known to nobody who cannot read it. Empty when
// there is none: secrets are told apart by their place then.
//
// It is the id of the root commit. A shallow clone does not know that, so a
// baseline says what it was made with, and a scan that it is to match uses the
// same: a shallow clone too, which is what CI checks out. A baseline of secrets that
// does not say was made without, and so is the scan.
func (r *repoFiles) identity() string {
	if b := r.accepted; b != nil && (b.Repository != "" || b.HasSecrets()) {
		return b.Repository
	}
	if r.root == r.identified.root {
		return r.identified.key
	}
	r.identified.root = r.root
	// When it cannot be opened there is none, or its scanner will say what is wrong.
	if repo, err := openRepository(r.root); err == nil {
		r.identified.key, _ = revision.Identity(repo, revision.IdentityOptions{CacheDir: r.cacheDir()})
	}
	return r.identified.key
}

// key returns the identity key, and whether everybody has it who has the
// repository.
func (r *repoFiles) key() (key []byte, shared bool) {
	if own := r.env.getenv(keyVariable); own != "" {
		return []byte(own), false
	}
	return []byte(r.identity()), true
}

// cacheDir is the user's cache directory, empty for none: nothing is written into
// the repository, and no home is made where there is none.
func (r *repoFiles) cacheDir() string {
	home, dir := r.env.getenv("HOME"), ""
	switch runtime.GOOS {
	case "windows":
		home = r.env.getenv("LocalAppData")
		dir = home
	case "darwin":
		dir = filepath.Join(home, "Library", "Caches")
	default:
		dir = filepath.Join(home, ".cache")
		if xdg := r.env.getenv("XDG_CACHE_HOME"); filepath.IsAbs(xdg) {
			home, dir = filepath.Dir(xdg), xdg
		}
	}
	if info, err := os.Stat(home); err != nil || !info.IsDir() || !filepath.IsAbs(dir) {
		return ""
	}
	if rel, err := filepath.Rel(r.root, dir); err == nil && filepath.IsLocal(rel) {
		return ""
	}
	return filepath.Clean(dir)
}
