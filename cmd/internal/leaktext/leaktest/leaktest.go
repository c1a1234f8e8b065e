// Package leaktest has findings of a history for the tests of writers: one of each
// state, offenders, hidden ones, and places that are hard to write down, in the form
// in which scanners/history/leaks makes them.
package leaktest

import (
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Rule is the rule of the secrets, Again and Author are those of the offenders.
var (
	Rule = &rules.Rule{
		ID: "secret/demo-token", Title: "Demo token", Summary: "A demo token lets anyone in.", Help: "Revoke it.",
		Severity: rules.Error, SecuritySeverity: "8.1", Confidence: rules.High, CWE: []int{798},
	}
	Again = &rules.Rule{
		ID: "offender/reintroduced-secret", Title: "A secret came back", Summary: "A secret was committed again.", Help: "Find out why.",
		Severity: rules.Error, SecuritySeverity: "8.0", Confidence: rules.High,
	}
	Author = &rules.Rule{
		ID: "offender/repeat-author", Title: "One author, several secrets", Summary: "One author committed several secrets.", Help: "Give them a store.",
		Severity: rules.Error, SecuritySeverity: "8.0", Confidence: rules.High,
	}
)

// Rules returns all of them.
func Rules() []*rules.Rule { return []*rules.Rule{Rule, Again, Author} }

// Commit returns the id of the n-th commit.
func Commit(n int) string { return fmt.Sprintf("%012x", 0xc0ffee000000+n) + strings.Repeat("5", 28) }

// Day returns the n-th day of 2024.
func Day(n int) time.Time { return time.Date(2024, 1, n, 12, 0, 0, 0, time.UTC) }

// step tells what the n-th commit did, on the n-th day.
func step(n int, path, what string) scanners.Step {
	return scanners.Step{
		Location: scanners.Location{Path: path},
		Message:  fmt.Sprintf("%s %s by Ann (commit %s)", Day(n).Format(time.DateOnly), what, Commit(n)[:12]),
	}
}

func leak(n int, state, message string, at scanners.Location, steps ...scanners.Step) scanners.Finding {
	f := scanners.Finding{
		Rule: Rule, Severity: rules.Error, Message: "demo token " + fmt.Sprintf("tk%02d… (20 characters)", n) + " " + message, Location: at, Flow: steps,
		Secret:     &scanners.Secret{Redacted: fmt.Sprintf("tk%02d… (20 characters)", n), Hash: fmt.Sprintf("%064x", 0x1000+n)},
		Provenance: scanners.Provenance{Source: "history", History: &scanners.History{State: state, Introduced: 1, Occurrences: 1}},
	}
	for i := range steps {
		f.Provenance.History.Commits = append(f.Provenance.History.Commits, Commit(i+1))
	}
	return f
}

func exposed(f scanners.Finding, spans ...scanners.Exposure) scanners.Finding {
	f.Provenance.History.Exposures = spans
	return f
}

// Hostile is a path as a hostile commit may have it.
const Hostile = "a/\x1b[31m::error::\n\u202e%2e\xff.env"

// Findings returns them anew: those who get them may change them.
func Findings() []scanners.Finding {
	head := exposed(leak(1, "head", "is at HEAD, committed 2024-01-02: revoke it first, then remove it; history keeps it until it is rewritten",
		scanners.Location{Path: "config/app.env", StartLine: 3, StartColumn: 7, EndLine: 3, EndColumn: 27},
		step(2, "config/app.env", "introduced in config/app.env:1"), step(3, "old.env", "copied to old.env:9"), step(9, "old.env", "removed from one place from old.env:9")),
		scanners.Exposure{From: Day(2)})
	head.Provenance.History.Occurrences = 3
	head.Provenance.History.Refs = []string{"refs/heads/main", "refs/remotes/origin/main", "refs/tags/v1.0"}
	head.Related = []scanners.Related{
		{Location: scanners.Location{Path: "deploy/prod.env", StartLine: 2, StartColumn: 1, EndLine: 2, EndColumn: 21}, Message: "it stands here too"},
		{Location: scanners.Location{Path: "old.env"}, Message: "it stood here"},
		{Location: scanners.Location{Path: "older [x](y).env"}, Message: "it stood here"},
	}
	refs := exposed(leak(2, "refs", "is on release/1, committed 2024-01-04: revoke it first, then remove it there",
		scanners.Location{Path: "ci/deploy.sh"}, step(4, "ci/deploy.sh", "introduced in ci/deploy.sh:12"), step(6, "ci/deploy.sh", "removed from ci/deploy.sh:12")),
		scanners.Exposure{From: Day(4)})
	refs.Provenance.History.Refs = []string{"refs/heads/release/1\x1b]0;x\a"}

	var life []scanners.Step
	for n := 1; n <= 9; n++ {
		life = append(life, step(2*n, "api/keys.go", "introduced again in api/keys.go:7"), step(2*n+1, "api/keys.go", "removed from api/keys.go:7"))
	}
	removed := exposed(leak(3, "removed", "is in the history from 2024-01-02 to 2024-01-19: revoke it if that was not done, then rewrite history if it is shared further",
		scanners.Location{Path: "api/keys.go"}, life...),
		scanners.Exposure{From: Day(2), To: Day(3)}, scanners.Exposure{From: Day(18), To: Day(19)})
	removed.Provenance.History.Introduced = 9

	again := removed
	again.Rule, again.Message = Again, "tk03… (20 characters) was committed 9 times, again after it was removed: revoke it, and find out where it comes back from"

	message := leak(4, "message", "is in the message of a commit or tag: revoke it first, then rewrite history if it is shared further", scanners.Location{},
		scanners.Step{Message: step(5, "", "mentioned in a message").Message})
	note := exposed(leak(5, "refs", "is on notes/commits, committed 2024-01-06: revoke it first, then remove it there", scanners.Location{},
		scanners.Step{Message: step(6, "", "introduced in a note").Message}), scanners.Exposure{From: Day(6)})
	note.Provenance.History.Refs = []string{"refs/notes/commits"}
	elsewhere := leak(6, "message", "is in the message of a commit or tag: revoke it first, then rewrite history if it is shared further", scanners.Location{},
		scanners.Step{Message: step(7, "", "mentioned in a message").Message}, step(8, "docs/setup.md", "introduced in docs/setup.md:4"))
	unreferenced := leak(7, "unreferenced", "is in commits that no branch has: revoke it if it was ever pushed, then let reflog and objects expire",
		scanners.Location{Path: Hostile}, step(8, Hostile, "introduced in "+Hostile+":1"))
	unattached := leak(8, "unattached", "is in an object that no commit names: revoke it if it was ever pushed, then delete what names it", scanners.Location{Path: "dangling.env"})
	unattached.Provenance.History.Commits = nil

	allowed := exposed(leak(9, "head", "is at HEAD, committed 2024-01-02: revoke it first, then remove it; history keeps it until it is rewritten",
		scanners.Location{Path: "test/fixture.env", StartLine: 1, StartColumn: 1, EndLine: 1, EndColumn: 21}, step(2, "test/fixture.env", "introduced in test/fixture.env:1")),
		scanners.Exposure{From: Day(2)})
	allowed.Suppression = &scanners.Suppression{Kind: "comment", Reason: "made up for tests", Location: &scanners.Location{Path: "test/fixture.env", StartLine: 1, EndLine: 1}}
	accepted := exposed(leak(10, "removed", "is in the history from 2024-01-02 to 2024-01-31: revoke it if that was not done, then rewrite history if it is shared further",
		scanners.Location{Path: "gone.env"}, step(2, "gone.env", "introduced in gone.env:1"), step(31, "gone.env", "removed from gone.env:1")),
		scanners.Exposure{From: Day(2), To: Day(31)})
	accepted.Suppression = &scanners.Suppression{Kind: "baseline", Reason: "accepted in the baseline"}

	author := scanners.Finding{
		Rule: Author, Severity: rules.Error, Location: scanners.Location{Path: "ci/deploy.sh"},
		Identity: "author of " + strings.Repeat("0", 64),
		Message:  "Ann committed 3 secrets in 3 commits: revoke them, then give the team a secret store and a hook that refuses the next one",
		Flow:     []scanners.Step{step(2, "config/app.env", "introduced in config/app.env:1"), step(4, "ci/deploy.sh", "introduced in ci/deploy.sh:12"), {Message: step(6, "", "introduced in a note").Message}},
		Related:  []scanners.Related{{Location: scanners.Location{Path: "config/app.env", StartLine: 3, StartColumn: 7, EndLine: 3, EndColumn: 27}, Message: "demo token tk01… (20 characters)"}},
		Provenance: scanners.Provenance{Source: "history", History: &scanners.History{
			State: "refs", Introduced: 3, Commits: []string{Commit(2), Commit(4), Commit(6)},
		}},
	}
	return []scanners.Finding{head, refs, removed, again, message, note, elsewhere, unreferenced, unattached, allowed, accepted, author}
}
