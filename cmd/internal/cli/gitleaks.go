package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// importGitleaks adds the findings of a gitleaks report to the baseline. Nothing is
// scanned: prune tells later what of it is gone.
func (c *checkCommand) importGitleaks(report string, args []string) error {
	target, err := newTarget(c.env, args)
	if err != nil {
		return err
	}
	policy, err := c.policy.load(c.env, target)
	if err != nil {
		return err
	}
	b, err := c.presentBaseline(target)
	if err != nil {
		return err
	}
	c.policy.files.accepted = b // what is added must be hashed as what is there
	detect, err := c.secrets.detection(c.env, policy, target, c.policy.trustsRepo())
	if err != nil {
		return err
	}
	detector := detect.detector
	known := make(map[string]bool)
	for _, r := range detector.Rules() {
		known[r.ID] = true
	}
	t := baseline.Translator{
		Root: target.Root,
		Has:  func(rule string) bool { return known[rule] },
		Identify: func(raw []byte) string {
			return detector.Identify(raw).Hash
		},
		Key: engine.SecretKey,
	}
	_, t.Shared = c.policy.files.key()
	f, err := os.Open(c.env.path(report))
	if err != nil {
		return fmt.Errorf("open gitleaks report: %w", err)
	}
	defer f.Close()
	found, err := t.Gitleaks(report, f)
	if err != nil {
		return err
	}
	if b == nil {
		b = new(baseline.Baseline)
	}
	if !b.HasSecrets() {
		b.Repository = c.repository()
	}
	before := len(b.Entries)
	b.Add(found.Entries...)
	path := c.baselinePath(target)
	if err := writeBaseline(path, b); err != nil {
		return err
	}
	_, err = fmt.Fprint(c.env.Stdout, imported(found, c.env.rel(path), len(b.Entries)-before))
	return err
}

// imported tells what became of a report.
func imported(found *baseline.Import, file string, entries int) string {
	const mostReasons = 20
	var out strings.Builder
	refused := 0
	for _, n := range found.Refused {
		refused += n
	}
	fmt.Fprintf(&out, "wrote %s: %d of %d findings imported (%d by their secret, %d by their place), %d new entries\n",
		file, found.Imported(), found.Imported()+refused, found.BySecret, found.ByPlace, entries)
	if found.ByPlace > 0 {
		fmt.Fprintf(&out, "by their place: the report holds no secret, or no commit and there is no key (%s) to know it by; prune makes entries by secret of them as far as it can\n", keyVariable)
	}
	reasons := found.Reasons()
	for i, reason := range reasons {
		if i == mostReasons {
			fmt.Fprintf(&out, "and %d more reasons\n", len(reasons)-mostReasons)
			break
		}
		fmt.Fprintf(&out, "not imported, %d: %s\n", found.Refused[reason], escape.Text(reason))
	}
	return out.String()
}
