package engine

import "github.com/launchlint/launchlint/scanners"

// fold makes one finding of what the work tree and the history say of the same
// secret: a file that is committed as it stands on the disk is seen by both. The
// history's is kept, which knows more, and is moved to where the secret is on the
// disk; the other places become related ones. A finding that something lets pass
// is left as it is, for nothing may be hidden by what hides another.
func fold(found []*scanners.Finding) []*scanners.Finding {
	type key struct{ rule, hash string }
	known := make(map[key]*scanners.Finding)
	for _, f := range found {
		if f.Provenance.History != nil && f.Provenance.History.State == "head" && f.Secret != nil && f.Secret.Hash != "" && f.Suppression == nil {
			known[key{f.Rule.ID, f.Secret.Hash}] = f
		}
	}
	if len(known) == 0 {
		return found
	}
	moved := make(map[*scanners.Finding]bool)
	kept := found[:0]
	for _, f := range found {
		var h *scanners.Finding
		if f.Provenance.Source == "worktree" && !f.Provenance.Untracked && f.Secret != nil && f.Suppression == nil {
			h = known[key{f.Rule.ID, f.Secret.Hash}]
		}
		switch {
		case h == nil:
			kept = append(kept, f)
		case !moved[h] && h.Location.Path == f.Location.Path:
			moved[h] = true
			h.Location = f.Location
		default:
			relate(h, f.Location)
		}
	}
	return kept
}

// relate adds a place to a finding, unless it has it.
func relate(f *scanners.Finding, at scanners.Location) {
	if f.Location == at {
		return
	}
	for i := range f.Related {
		if f.Related[i].Location == at {
			return
		}
	}
	f.Related = append(f.Related, scanners.Related{Location: at, Message: "it stands here too"})
}
