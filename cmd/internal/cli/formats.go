package cli

import (
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/github"
	"github.com/launchlint/launchlint/cmd/internal/jsonout"
	"github.com/launchlint/launchlint/cmd/internal/markdown"
	"github.com/launchlint/launchlint/cmd/internal/sarif"
	"github.com/launchlint/launchlint/cmd/internal/text"
	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A place is where a report goes, and what its writer may want to know.
type place struct {
	flags  *reportFlags
	env    *Env
	root   string // absolute: what is scanned
	stdout bool   // whether the report goes to standard output
}

// A writer makes the handler of one format.
type writer func(io.Writer, place) engine.Handler

// writers returns the formats by name: the one place where they are listed.
func writers() map[string]writer {
	return map[string]writer{
		"text": func(w io.Writer, p place) engine.Handler {
			return text.New(w, text.Options{
				Color: p.colored(), Dir: p.env.Dir, IncludeSuppressed: p.flags.includeSuppressed, Sensitive: sensitive(),
				Width: p.width(), ASCII: !p.env.utf8(),
			})
		},
		"json": func(w io.Writer, p place) engine.Handler {
			return jsonout.New(w, jsonout.Options{Version: Version()})
		},
		"sarif": func(w io.Writer, p place) engine.Handler {
			return sarif.New(w, sarif.Options{
				Version: Version(), Category: p.flags.category, IncludeSuppressed: p.flags.includeSuppressed,
				VersionControl: versionControl(p.root),
			})
		},
		"markdown": func(w io.Writer, p place) engine.Handler {
			return markdown.New(w, markdown.Options{Blob: blob(p.env)})
		},
		"github": func(w io.Writer, p place) engine.Handler { return github.New(w) },
	}
}

// checkColor errs on a value of --color that means nothing.
func checkColor(value string) error {
	switch value {
	case "", "auto", "always", "never":
		return nil
	}
	return fmt.Errorf("--color: %q is not auto, always or never", value)
}

// colored reports whether text is to be coloured. The flag counts first, then the
// conventions of no-color.org and bixense.com/clicolors, then the terminal.
func (p place) colored() bool {
	switch p.flags.color {
	case "always":
		return true
	case "never":
		return false
	}
	if p.env.getenv("NO_COLOR") != "" {
		return false
	}
	if force := p.env.getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	return p.stdout && isTerminal(p.env.Stdout) && p.env.getenv("TERM") != "dumb"
}

// width is how many columns a report may take: the terminal's where it goes to one,
// else 0, for what the writer thinks fit.
func (p place) width() int {
	if !p.stdout {
		return 0
	}
	return columns(p.env.Stdout)
}

// sensitive returns a function that reports whether a source line holds what the
// secret rules know, also where the scan did not look for secrets. The rules are
// compiled when the first line is to be shown.
func sensitive() func(line []byte) bool {
	detector := sync.OnceValues(func() (*secrets.Detector, error) {
		return secrets.New(secrets.Options{NoAllowComments: true})
	})
	return func(line []byte) bool {
		d, err := detector()
		if err != nil {
			return true // not known to be harmless
		}
		held := false
		_, err = d.Detect(context.Background(), secrets.Fragment{Data: line}, func(secrets.Match) { held = true })
		return held || err != nil
	}
}

// blob returns where the files of a GitHub workflow's commit can be read, or "".
func blob(env *Env) string {
	server, repository, commit := env.getenv("GITHUB_SERVER_URL"), env.getenv("GITHUB_REPOSITORY"), env.getenv("GITHUB_SHA")
	if server == "" || repository == "" || commit == "" {
		return ""
	}
	return server + "/" + repository + "/blob/" + commit + "/"
}

// versionControl says where the scanned tree comes from, as far as it is known.
func versionControl(root string) *sarif.VersionControl {
	repo, err := gitdir.Open(root)
	if err != nil {
		return nil // outside of a repository, or one that the scan itself reports as unreadable
	}
	head := repo.Head()
	return &sarif.VersionControl{Remote: head.Remote, Revision: head.Revision, Branch: head.Branch}
}
