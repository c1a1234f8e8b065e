package history

import (
	"errors"
	"io"
	"io/fs"
	"runtime/debug"
	"strconv"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/cache"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/novel"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// semantics is to be raised whenever the same detector, under the same limits, would
// find something else in the same object or name.
const semantics = 1

// A memory is what earlier scans have found out, and what this one adds to that. It
// is there when there is no cache as well, and knows nothing then.
type memory struct {
	dir *cache.Dir // nil for none
	key cache.Key
	old *cache.Table
	// snapshot is what is known of names; nil for nothing.
	snapshot *names.Snapshot
	loading  sync.WaitGroup
	// recalls says that the walk began with a snapshot.
	recalls bool
	// trouble is why the cache cannot be read or written; nil when there is nothing to say.
	trouble error

	classes *novel.Classes
	paths   *paths // set once names are known
	raws    raws

	// What this scan has found out.
	mu       sync.Mutex
	verdicts []novel.Verdict
	texts    []seenText
	found    []leaks.Hit // in objects
	// hotNames are the hashes of the paths whose names hold matches. listed says that
	// all names were looked at to their end.
	hotNames map[uint64]bool
	listed   bool
	proven   map[form]bool
	// cached is how many blobs this scan did not look at itself.
	cached int
}

// remember begins to load what the cache has.
func (r *run) remember() {
	o := &r.options
	m := &r.memory
	m.old, m.classes = cache.Empty(), novel.NewClasses(o.Detector)
	if o.Cache == "" {
		return
	}
	m.dir = cache.Open(o.Cache, r.repo.Common, r.target.Root)
	m.key = wayOf(o)
	m.loading.Go(func() {
		if t, err := m.dir.Load(m.key, o.Detector.Rules()); err == nil {
			m.old = t
		} else {
			m.note(err)
		}
	})
	m.loading.Go(func() {
		f, err := m.dir.OpenNames()
		if err == nil {
			m.snapshot, err = names.ReadSnapshot(f, 0)
			_ = f.Close()
		}
		m.note(err)
	})
}

// forget makes the run begin anew, without a cache to read from.
func (r *run) forget() {
	old := &r.memory
	r.memory = memory{dir: old.dir, key: old.key, old: cache.Empty(), classes: old.classes, trouble: old.trouble}
	r.names, r.has, r.roots, r.logged, r.span, r.tally, r.troubles = nil, nil, nil, nil, nil, tally{}, trouble.New()
}

// loaded waits for what remember has begun.
func (m *memory) loaded() { m.loading.Wait() }

// note keeps the first error that is worth to be told: a file that is not there, or of
// no use any more, is made anew and costs nothing but time.
func (m *memory) note(err error) {
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, cache.ErrTable) || errors.Is(err, names.ErrSnapshot) || errors.Is(err, io.ErrUnexpectedEOF) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.trouble == nil {
		m.trouble = err
	}
}

// wayOf returns what stands for a way of scanning: all that decides what is found in
// an object of some content, and the program itself.
func wayOf(o *Options) cache.Key {
	build := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		build = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				build += " " + s.Value
			}
		}
	}
	return cache.NewKey(semantics, build, o.Detector.Digest(), strconv.FormatInt(o.MaxBlob, 10), o.Limits)
}

// conceal hands a raw secret on, and notes it: it must not come into the cache.
func (r *run) conceal(raw string) {
	r.memory.raws.add(raw)
	r.sink.Conceal(raw)
}

// A seenText is a commit or tag whose message was looked at.
type seenText struct {
	id   names.ID
	size int
}

// verdict takes what was found out about a blob.
func (m *memory) verdict(v novel.Verdict) {
	if m.dir == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.verdicts = append(m.verdicts, v)
}

// text takes that the message of a commit or tag was looked at to its end.
func (m *memory) text(id names.ID, size int) {
	if m.dir == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.texts = append(m.texts, seenText{id, size})
}

// form is one way in which one secret stands in texts.
type form struct {
	hash string
	form uint64
}

// isRaw reports whether there is a raw text to a match.
func isRaw(m *secrets.Match) bool { return m.Secret.Hash != "" }

func formOf(m *secrets.Match) form { return form{m.Secret.Hash, m.Form} }

// prove notes that the raw text of a match is at hand.
func (m *memory) prove(match *secrets.Match) {
	if m.proven == nil {
		m.proven = make(map[form]bool)
	}
	m.proven[formOf(match)] = true
}

// proves reports whether some match is of a form that is neither at hand nor chosen to
// be, and chooses all of them if so.
func (m *memory) proves(matches []secrets.Match, chosen map[form]bool) bool {
	proves := false
	for i := range matches {
		f := formOf(&matches[i])
		proves = proves || isRaw(&matches[i]) && !m.proven[f] && !chosen[f]
	}
	for i := range matches {
		if proves {
			chosen[formOf(&matches[i])] = true
		}
	}
	return proves
}
