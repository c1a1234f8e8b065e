package gitdir

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// A Head says what is checked out, for reports; each field is empty when it is
// not known.
type Head struct {
	// Branch is the branch without refs/heads/; empty for a detached HEAD.
	Branch string
	// Revision is the hex id of the commit; empty before the first one.
	Revision string
	// Remote is the address of the remote called origin, as git has it: it may
	// hold credentials and must not be printed as it is.
	Remote string
}

// Head reads what is checked out. It is best effort: a repository that cannot
// be read in full still has findings worth a report.
func (r *Repo) Head() Head {
	var h Head
	_ = readConfig(filepath.Join(r.Common, "config"), func(key, value string) {
		if key == "remote.origin.url" && h.Remote == "" {
			h.Remote = value
		}
	})
	text, err := readSmall(filepath.Join(r.Dir, "HEAD"))
	if err != nil {
		return h
	}
	line := string(bytes.TrimSpace(text))
	ref, symbolic := strings.CutPrefix(line, "ref: ")
	if !symbolic {
		h.Revision = hexID(line)
		return h
	}
	ref = strings.TrimSpace(ref)
	h.Branch = strings.TrimPrefix(ref, "refs/heads/")
	h.Revision = r.resolveRef(ref)
	return h
}

// resolveRef returns the commit that a branch is at: its loose file, else its
// line in packed-refs, which is older when both are there.
func (r *Repo) resolveRef(ref string) string {
	if !filepath.IsLocal(filepath.FromSlash(ref)) {
		return ""
	}
	if text, err := readSmall(filepath.Join(r.Common, filepath.FromSlash(ref))); err == nil {
		return hexID(string(bytes.TrimSpace(text)))
	}
	f, err := os.Open(filepath.Join(r.Common, "packed-refs"))
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if id, name, ok := strings.Cut(lines.Text(), " "); ok && name == ref {
			return hexID(id)
		}
	}
	return ""
}

// hexID returns s when it is an object id, of either length; else "".
func hexID(s string) string {
	if len(s) != 40 && len(s) != 64 {
		return ""
	}
	if strings.Trim(s, "0123456789abcdef") != "" {
		return ""
	}
	return s
}
