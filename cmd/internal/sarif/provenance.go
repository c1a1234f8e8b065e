package sarif

import (
	"net/url"
	"regexp"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// VersionControl says where the scanned tree comes from.
type VersionControl struct {
	// Remote is a remote's address as git has it: a URL, or host:path. User names,
	// passwords, queries and fragments are not written.
	Remote string
	// Revision is the hex name of the commit checked out; Branch its branch
	// without refs/heads/. Either may be empty.
	Revision, Branch string
}

// provenance returns the run's property, which exists only for a remote that has
// a URL: the property is for finding the repository again.
func (v *VersionControl) provenance() []*model.VersionControlDetails {
	if v == nil {
		return nil
	}
	uri := repositoryURI(v.Remote)
	if uri == "" {
		return nil
	}
	d := &model.VersionControlDetails{RepositoryURI: ptr(uri), MappedTo: &model.ArtifactLocation{URIBaseId: ptr(rootID)}}
	if v.Revision != "" {
		d.RevisionID = ptr(escape.Text(v.Revision))
	}
	if v.Branch != "" {
		d.Branch = ptr(escape.Text(v.Branch))
	}
	return []*model.VersionControlDetails{d}
}

// scp is git's short form of an ssh address: [user@]host:path, where host has no
// slash (git-clone(1), "Git URLs"). One letter before the colon is a drive, two
// colons are a remote helper, and what has an @ further on may be a password.
var scp = regexp.MustCompile(`^(?:[^@/:]*@)?([^:/@]{2,}):/*([^:/@][^@]*)$`)

// repositoryURI returns a remote's address as an absolute URI without anything
// that could be a credential, or "" for what is not on the network.
func repositoryURI(remote string) string {
	u, err := url.Parse(remote)
	if !strings.Contains(remote, "://") {
		m := scp.FindStringSubmatch(remote)
		if m == nil {
			return ""
		}
		u, err = &url.URL{Scheme: "ssh", Host: m[1], Path: "/" + m[2]}, nil
	}
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "ssh", "git":
	default:
		return ""
	}
	if u.Hostname() == "" {
		return ""
	}
	clean := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return clean.String()
}
