package objects

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// A Store is the objects of one repository and of its alternates. It is safe for
// concurrent use; each goroutine that reads takes its own Reader.
type Store struct {
	limits   Limits
	dirs     []string // object directories, the repository's own first
	facts    Facts
	damage   []Damage // of what is not listed again
	counters counters

	current atomic.Pointer[listing]
	mu      sync.Mutex // held to make a new listing
	opened  []*Pack    // every pack that was ever listed, for Close
	thin    sync.Map   // packs, by pointer, whose differences have bases elsewhere
	large   sync.Mutex // held by the one scan worker that has large objects in memory
}

// A listing is what the object directories held at one time. It never changes.
type listing struct {
	packs  []*Pack     // in the order of dirs, then of their names
	loose  [][]ID      // per directory, in order
	odd    map[ID]bool // loose objects that are no regular files
	stamps []stamp     // per directory: its pack directory as it was listed
	made   time.Time   // when the listing was finished
	damage []Damage
	// promisor: a remote has promised what is missing.
	promisor bool
	// torn: something that stood in a directory was gone when it was opened.
	torn bool
}

// A stamp tells whether a directory has changed since it was listed.
type stamp struct {
	changed time.Time
	// sure is false when the directory had changed so shortly before that another
	// change could bear the same time.
	sure bool
}

// Open reads what a repository has, without reading objects. Errors are ErrFormat
// and ErrExtension, for repositories that git would not read as this package
// does, and those of the object directory itself. Packs that cannot be read and
// alternates that are not there are no errors: see Damage.
func Open(repo *gitdir.Repo, limits Limits) (*Store, error) {
	if err := checkFormat(repo); err != nil {
		return nil, err
	}
	s := &Store{limits: limits.withDefaults()}
	dirs, damage := objectDirs(filepath.Join(repo.Common, "objects"), s.limits.Alternates)
	if len(dirs) == 0 {
		return nil, fmt.Errorf("open objects: %w", damage[0].Err)
	}
	s.dirs = dirs
	facts, more := readFacts(repo)
	s.facts = facts
	s.facts.Alternates = len(dirs) - 1
	s.damage = append(damage, more...)
	s.current.Store(s.list(nil))
	return s, nil
}

// known are the extensions that change nothing for one who reads objects.
// refstorage is for the reader of refs.
var known = []string{
	"noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig",
	"relativeworktrees", "refstorage", "objectformat", "compatobjectformat",
}

func checkFormat(repo *gitdir.Repo) error {
	set := &repo.Settings
	if set.HashSize != 20 && set.HashSize != 0 {
		return fmt.Errorf("open objects: %w: this repository names objects by SHA-256", ErrFormat)
	}
	if format, ok := set.Extensions["objectformat"]; ok && !strings.EqualFold(format, "sha1") {
		return fmt.Errorf("open objects: %w: %q", ErrFormat, format)
	}
	switch set.FormatVersion {
	case "", "0":
		return nil // extensions have no meaning, as in git, but for the object format
	case "1":
	default:
		return fmt.Errorf("open objects: %w: repository format version %q", ErrExtension, set.FormatVersion)
	}
	for name := range set.Extensions {
		if !slices.Contains(known, name) {
			return fmt.Errorf("open objects: %w: %q", ErrExtension, name)
		}
	}
	return nil
}

// Close closes the packs. No reader may be in use any more.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, p := range s.opened {
		errs = append(errs, p.file.Close())
	}
	s.opened = nil
	return errors.Join(errs...)
}

// Packs returns the packs as they were last listed, in a fixed order.
func (s *Store) Packs() []*Pack { return s.current.Load().packs }

// Facts returns what the repository says about what is not in it.
func (s *Store) Facts() Facts {
	l := s.current.Load()
	facts := s.facts
	facts.Packs = len(l.packs)
	facts.Promisor = l.promisor
	for _, ids := range l.loose {
		facts.Loose += len(ids)
	}
	return facts
}

// Damage returns what could not be read, as of the last listing, and the packs met
// up to now that are not complete in themselves: git reads nothing of such a pack
// that has its base elsewhere, and this package only as long as it is there. Ask
// after reading.
func (s *Store) Damage() []Damage {
	l := s.current.Load()
	all := slices.Clone(s.damage)
	for _, d := range l.damage {
		if !errors.Is(d.Err, errNoIndex) || stillWithoutIndex(d.Path) {
			all = append(all, d)
		}
	}
	for _, p := range l.packs {
		if p.damage != nil {
			all = append(all, Damage{p.Path, p.damage})
		}
		if _, thin := s.thin.Load(p); thin {
			all = append(all, Damage{p.Path, errThin})
		}
	}
	return all
}

var errThin = errors.New("pack is not complete in itself: objects in it are stored as differences to others that are not")

// Limits returns the limits in force.
func (s *Store) Limits() Limits { return s.limits }

// Refresh lists packs and loose objects again, if they have changed: git repacks
// while others read. Packs that are gone stay open and readable.
func (s *Store) Refresh() { s.refresh(s.current.Load(), true) }

// refresh makes a new listing unless another goroutine has replaced old meanwhile
// or, without force, the pack directories are as they were. It reports whether
// there is another listing than old now.
func (s *Store) refresh(old *listing, force bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.Load() != old {
		return true
	}
	if !force && !s.changed(old) {
		return false
	}
	s.counters.refreshed.Add(1)
	s.current.Store(s.list(old))
	return true
}

// changed reports whether a pack directory may have changed since it was listed.
// For the first two seconds after a change nobody can tell; then it is listed
// again, as often as that costs nothing to speak of.
func (s *Store) changed(l *listing) bool {
	sure := true
	for i, dir := range s.dirs {
		now := stampOf(filepath.Join(dir, "pack"))
		if !now.changed.Equal(l.stamps[i].changed) {
			return true
		}
		sure = sure && l.stamps[i].sure
	}
	if !sure {
		time.Sleep(20*time.Millisecond - time.Since(l.made))
	}
	return !sure
}

func stampOf(dir string) stamp {
	info, err := os.Stat(dir)
	if err != nil {
		return stamp{sure: true}
	}
	// File times move in steps of a few milliseconds, on some file systems of two
	// seconds.
	return stamp{changed: info.ModTime(), sure: time.Since(info.ModTime()) > 2*time.Second}
}

// list reads the directories, again when they change meanwhile.
func (s *Store) list(old *listing) *listing {
	l := s.listOnce(old)
	for tries := 0; l.torn && tries < 5; tries++ {
		l = s.listOnce(l)
	}
	return l
}

// listOnce reads the directories, with the packs of old that are still there.
func (s *Store) listOnce(old *listing) *listing {
	l := &listing{odd: make(map[ID]bool), promisor: s.facts.Promisor}
	open := make(map[string]*Pack)
	if old != nil {
		for _, p := range old.packs {
			open[p.Path] = p
		}
	}
	// Loose objects first: git packs them before it deletes them, so that one that
	// is gone from here is in a pack that is listed after.
	for _, dir := range s.dirs {
		l.loose = append(l.loose, listLoose(l, dir))
	}
	for _, dir := range s.dirs {
		l.stamps = append(l.stamps, stampOf(filepath.Join(dir, "pack")))
		s.listPacks(l, filepath.Join(dir, "pack"), open)
	}
	l.made = time.Now()
	return l
}

func (l *listing) add(p *Pack) {
	l.packs = append(l.packs, p)
	l.promisor = l.promisor || p.Promisor
}

// errNoIndex marks a pack without an index, which git does not see.
var errNoIndex = errors.New("pack has no index: what is in it cannot be found; run git index-pack")

// stillWithoutIndex reports whether a pack without an index remains one. A pack
// that is just being made, or deleted, is so for a moment: the index comes last
// and goes first.
func stillWithoutIndex(pack string) bool {
	for wait := range 3 {
		time.Sleep(time.Duration(wait) * 20 * time.Millisecond)
		if _, err := os.Stat(pack); err != nil {
			return false
		}
		if _, err := os.Stat(strings.TrimSuffix(pack, ".pack") + ".idx"); err == nil {
			return false
		}
	}
	return true
}

// isTemporary reports whether git gives such a name to a pack that it is still
// writing, or that a killed git left behind: .tmp-PID-pack-ID.pack, tmp_pack_XXXXXX.
// Git does not read them either.
func isTemporary(name string) bool {
	return strings.HasPrefix(name, ".tmp-") || strings.HasPrefix(name, "tmp_")
}

// listPacks opens every pair of an index and a pack, whatever its name.
func (s *Store) listPacks(l *listing, dir string, open map[string]*Pack) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.damage = append(l.damage, Damage{dir, fmt.Errorf("list packs: %w", err)})
	}
	names := make(map[string]bool, len(entries))
	for _, e := range entries {
		names[e.Name()] = true
	}
	for _, e := range entries {
		name := e.Name()
		if stem, ok := strings.CutSuffix(name, ".pack"); ok && !isTemporary(name) && !names[stem+".idx"] && isRegular(dir, e) {
			l.damage = append(l.damage, Damage{filepath.Join(dir, name), errNoIndex})
		}
		stem, ok := strings.CutSuffix(name, ".idx")
		if !ok || !names[stem+".pack"] {
			continue // an index without its pack is what a killed git leaves behind
		}
		path := filepath.Join(dir, stem+".pack")
		if p := open[path]; p != nil {
			l.add(p)
			continue
		}
		if len(l.packs) == s.limits.Packs {
			l.damage = append(l.damage, Damage{path, fmt.Errorf("more than %d packs", s.limits.Packs)})
			continue
		}
		p, err := openPack(filepath.Join(dir, name), path)
		if errors.Is(err, fs.ErrNotExist) {
			l.torn = true // deleted since it was listed: its objects are in a newer pack
			continue
		}
		if err != nil {
			l.damage = append(l.damage, Damage{path, err})
			continue
		}
		p.Promisor = names[stem+".promisor"]
		l.add(p)
		s.opened = append(s.opened, p)
	}
}
