// Package usage says where a leaked credential is used today: what the text around
// the secret calls it (an environment variable, a key of a configuration, a
// constant) is looked up in the files of the tree that is checked out. Who revokes
// a credential has to know what stops working.
//
// Nothing of a secret is kept. The texts in which secrets were found are read once
// more for the names before them, then each file of the tree is read once and
// looked through for all names at a time. What a file holds beside such a name does
// not matter, so there is no parsing, and no language.
package usage

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Limits bound what looking up may cost. A zero field takes its default. What they
// cut is counted.
type Limits struct {
	// Files is how many files of the tree are read, default 200,000, and FileSize how
	// many bytes of text one may have, default 1 MiB.
	Files, FileSize int
	// Texts is how many texts with secrets are read for names, default 20,000, and
	// TextsOfOne how many of one secret, default 4.
	Texts, TextsOfOne int
	// Names is how many names one secret may have, default 3, and AllNames how many
	// there may be in all, default 10,000.
	Names, AllNames int
	// References is how many places of one name are handed out, default 20, and Common
	// how many there may be before none is: the name says little then. Default 200.
	References, Common int
}

func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Files, 200_000)
	set(&l.FileSize, 1<<20)
	set(&l.Texts, 20_000)
	set(&l.TextsOfOne, 4)
	set(&l.Names, 3)
	set(&l.AllNames, 10_000)
	set(&l.References, 20)
	set(&l.Common, 200)
	return l
}

// Options say how to look up. The zero value is ready for use.
type Options struct {
	Limits Limits
	// Workers is how many goroutines read, each with its own Reader; default 1.
	Workers int
}

// Counts say what was looked through.
type Counts struct {
	// Names is how many names were looked up, Files how many files were looked through
	// for them.
	Names, Files int
	// Skipped is how many files and directories of the tree are foreign, generated or
	// no text, TooLarge how many files are over the limit, Unreadable how many objects
	// cannot be read, and Cut how many files, directories and texts were too many.
	Skipped, TooLarge, Unreadable, Cut int
}

// Uses is the result of Find. It does not change any more.
type Uses struct {
	Counts Counts

	limits   Limits
	names    []string
	bySecret map[secret][]int32 // what a secret is called
	places   []places           // by name
}

// A secret tells leaks apart as package leaks does.
type secret struct{ rule, hash string }

// Find looks the names of all secrets up in a tree: names.NoObject is one without
// files. It errs only when ctx is done.
func Find(ctx context.Context, open func() names.Reader, n *names.Names, tree uint32, hits []leaks.Hit, o Options) (*Uses, error) {
	o.Limits = o.Limits.withDefaults()
	u := &Uses{limits: o.Limits, bySecret: make(map[secret][]int32)}
	if tree == names.NoObject || len(hits) == 0 {
		return u, nil
	}
	files, skipped, cut := filesOf(n, tree, o.Limits.Files)
	u.Counts.Skipped, u.Counts.Cut = skipped, cut
	if err := u.name(ctx, open(), n, files, hits); err != nil {
		return nil, err
	}
	if len(u.names) == 0 {
		return u, nil
	}
	u.Counts.Names = len(u.names)
	return u, u.lookUp(ctx, open, n, files, max(1, o.Workers))
}

// Of returns where the names of a leak's secret are used, but for where it stands
// itself. It is what leaks.Options.Uses asks.
func (u *Uses) Of(l *leaks.Leak) []leaks.Use {
	type line struct {
		path string
		line int
	}
	own := make(map[line]bool)
	for _, at := range l.Head {
		own[line{at.Path, at.StartLine}] = true
	}
	var out []leaks.Use
	for _, number := range u.bySecret[secret{l.Rule.ID, l.Secret.Hash}] {
		p := &u.places[number]
		use := leaks.Use{Name: u.names[number], Places: p.total}
		for _, at := range p.first {
			if own[line{at.Path, at.StartLine}] {
				use.Places--
			} else if len(use.References) < u.limits.References {
				use.References = append(use.References, at)
			}
		}
		if use.Places > u.limits.Common {
			use.References = nil
		}
		if use.Places > 0 {
			out = append(out, use)
		}
	}
	slices.SortFunc(out, func(a, b leaks.Use) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// name finds what the secrets are called where they stand.
func (u *Uses) name(ctx context.Context, reader names.Reader, n *names.Names, files []file, hits []leaks.Hit) error {
	today := make(map[names.ID]bool, len(files))
	for _, f := range files {
		today[n.ID(f.blob)] = true
	}
	texts := u.choose(hits, today)
	numbers := make(map[string]int32)
	for _, t := range texts {
		if err := ctx.Err(); err != nil {
			return err
		}
		kind, data, err := reader.Read(t.object)
		if err != nil || kind != objects.Blob { // messages give no names
			continue // an object that cannot be read is counted by who found the secret in it
		}
		for _, h := range t.wanted {
			word := nameOf(data, h.Start, t.taken)
			if word == "" {
				continue
			}
			number, known := numbers[word]
			if !known {
				if len(u.names) == u.limits.AllNames {
					u.Counts.Cut++
					continue
				}
				number = int32(len(u.names))
				numbers[word] = number
				u.names = append(u.names, word)
			}
			s := secretOf(h)
			if list := u.bySecret[s]; len(list) < u.limits.Names && !slices.Contains(list, number) {
				u.bySecret[s] = append(list, number)
			}
		}
	}
	return nil
}

func secretOf(h *leaks.Hit) secret { return secret{h.Rule.ID, h.Secret.Hash} }

// A text is an object with secrets.
type text struct {
	object names.ID
	today  bool
	wanted []*leaks.Hit
	taken  []span // all secrets in it
}

// choose picks a few texts of each secret, those of today first: a name that was
// given up means nothing.
func (u *Uses) choose(hits []leaks.Hit, today map[names.ID]bool) []*text {
	byObject := make(map[names.ID]*text)
	var all []*text
	for i := range hits {
		h := &hits[i]
		if h.Secret.Hash == "" || h.StartLine == 0 || h.Member != "" || slices.Contains(h.Decoded, "utf-16") {
			continue // a path alone, or a place in no text that can be read here as it is
		}
		t := byObject[h.Object]
		if t == nil {
			t = &text{object: h.Object, today: today[h.Object]}
			byObject[h.Object] = t
			all = append(all, t)
		}
		t.wanted = append(t.wanted, h)
		t.taken = append(t.taken, span{h.Start, h.End})
	}
	slices.SortFunc(all, func(a, b *text) int {
		if a.today != b.today {
			if a.today {
				return -1
			}
			return 1
		}
		return a.object.Compare(b.object)
	})
	count := make(map[secret]int)
	var out []*text
	for _, t := range all {
		seen := make(map[secret]bool)
		t.wanted = slices.DeleteFunc(t.wanted, func(h *leaks.Hit) bool {
			s := secretOf(h)
			if !seen[s] {
				seen[s] = true
				count[s]++
			}
			return count[s] > u.limits.TextsOfOne
		})
		slices.SortFunc(t.wanted, func(a, b *leaks.Hit) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.Rule.ID, b.Rule.ID))
		})
		switch {
		case len(t.wanted) == 0:
		case len(out) == u.limits.Texts:
			u.Counts.Cut++
		default:
			out = append(out, t)
		}
	}
	return out
}
