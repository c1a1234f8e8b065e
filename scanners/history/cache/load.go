package cache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/launchlint/launchlint/rules"
)

// A Key stands for a way of scanning: everything beside an object's content that
// decides what is found in it.
type Key [32]byte

// NewKey makes a key of what decides.
func NewKey(parts ...any) Key {
	sum := sha256.New()
	for _, part := range parts {
		text := fmt.Sprintf("%v", part)
		fmt.Fprintf(sum, "%d:%s", len(text), text)
	}
	return Key(sum.Sum(nil))
}

func (d *Dir) tablePath(key Key) string {
	return filepath.Join(d.path, tableName(key))
}

func tableName(key Key) string { return tablePrefix + hex.EncodeToString(key[:8]) }

// Empty returns a table without anything.
func Empty() *Table { return &Table{seed: newSeed()} }

// Load reads the table of a way of scanning. all are the rules that matches may be of.
// The error is ErrTable for a file that cannot be used, fs.ErrNotExist where there is
// none, or another one of reading.
func (d *Dir) Load(key Key, all []*rules.Rule) (*Table, error) {
	path := d.tablePath(key)
	data, err := read(path)
	if err != nil {
		return nil, err
	}
	t, err := parse(data, key, all)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if now := time.Now(); fileOlder(path, now.Add(-24*time.Hour)) {
		_ = os.Chtimes(path, now, now) // the last one used goes last
	}
	return t, nil
}

func fileOlder(path string, than time.Time) bool {
	info, err := os.Stat(path)
	return err == nil && info.ModTime().Before(than)
}

// Save replaces the table of a way of scanning.
func (d *Dir) Save(ctx context.Context, key Key, t *Table) error {
	return d.save(ctx, tableName(key), func(w io.Writer) error { return t.write(w, key) })
}
