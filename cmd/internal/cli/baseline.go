package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

func newBaseline(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Accept today's findings, so that scans fail on new ones only",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newBaselineCreate(env), newBaselinePrune(env))
	return cmd
}

func newBaselineCreate(env *Env) *cobra.Command {
	c := &checkCommand{scan: scan{env: env}}
	var report string
	cmd := &cobra.Command{
		Use:   "create [dir|packages]",
		Short: "Scan as check does and write every finding to the baseline",
		Long: `create scans as check does and writes every finding to the baseline. A secret has
one entry, wherever it stands and whether the work tree or the history has it.
Entries of a baseline that exists stay when the scan did not look where they were
found; the others are replaced.

With --from-gitleaks it does not scan, but adds what a JSON report, or a baseline,
of gitleaks accepts: by the secret where the report holds it, which is then kept as
a keyed hash only; else by rule, file, line and commit.`,
		Example: `  launchlint baseline create
  launchlint baseline create --from-gitleaks gitleaks-baseline.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if report != "" {
				return c.importGitleaks(report, args)
			}
			c.noBaseline = true // one that cannot be read is replaced
			s, err := c.collect(cmd, args)
			if err != nil {
				return err
			}
			path := c.baselinePath(s.target)
			// What is there may be what create is to replace because it cannot be read.
			old, err := c.presentBaseline(s.target)
			replaced := ""
			if err != nil {
				replaced = fmt.Sprintf("; the old one could not be read (%v)", err)
			}
			b := &baseline.Baseline{Repository: c.repository()}
			b.Add(baseline.Entries(s.found)...)
			kept := 0
			if old != nil {
				kept = b.AddUnseen(old, s.found, s.coverage)
			}
			if err := writeBaseline(path, b); err != nil {
				return err
			}
			if kept > 0 {
				replaced += fmt.Sprintf("; %d entries of what was not scanned kept", kept)
			}
			_, err = fmt.Fprintf(env.Stdout, "wrote %s: %d findings accepted%s; commit it, and scans fail on new findings only\n", env.rel(path), len(s.found), replaced)
			return err
		},
	}
	c.registerScan(cmd)
	cmd.Flags().StringVar(&report, "from-gitleaks", "", "add what this JSON report or baseline `file` of gitleaks accepts, without a scan")
	return cmd
}

func newBaselinePrune(env *Env) *cobra.Command {
	c := &checkCommand{scan: scan{env: env}}
	cmd := &cobra.Command{
		Use:   "prune [dir|packages]",
		Short: "Scan as check does and drop the entries that no finding matches any more",
		Long: `prune scans as check does and drops the entries that no finding matches any more.
An entry says in which scopes it was found (code, worktree, history, ...): it is
dropped only when the scan looked at all of them, in its directory and for its rule.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.collect(cmd, args)
			if err != nil {
				return err
			}
			path := c.baselinePath(s.target)
			b, _, err := loadBaseline(env, &repoFiles{env: env, root: s.target.Root}, path)
			if err != nil {
				return err
			}
			kept, n := b.Prune(s.found, s.coverage)
			if err := writeBaseline(path, kept); err != nil {
				return err
			}
			unseen := ""
			if n.Unseen > 0 {
				unseen = fmt.Sprintf(" (%d of them of what was not scanned)", n.Unseen)
			}
			_, err = fmt.Fprintf(env.Stdout, "pruned %s: %d entries dropped, %d left%s\n", env.rel(path), n.Dropped, len(kept.Entries), unseen)
			return err
		},
	}
	c.registerScan(cmd)
	return cmd
}

// baselinePath is where the baseline is written.
func (c *checkCommand) baselinePath(target scanners.Target) string {
	if c.baselineFile != "" {
		return c.env.path(c.baselineFile)
	}
	return filepath.Join(target.Root, baseline.FileName)
}

// repository is what the hashes of secrets were made with: nothing that would have
// to be kept secret.
func (c *checkCommand) repository() string {
	if _, shared := c.policy.files.key(); !shared {
		return ""
	}
	return c.policy.files.identity()
}

// presentBaseline returns what stands where the baseline is written, nil for nothing.
func (c *checkCommand) presentBaseline(target scanners.Target) (*baseline.Baseline, error) {
	path := c.baselinePath(target)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	b, _, err := loadBaseline(c.env, &repoFiles{env: c.env, root: target.Root}, path)
	return b, err
}

// A survey is what a scan for a baseline found, and where it looked.
type survey struct {
	target   scanners.Target
	found    []*scanners.Finding
	coverage baseline.Coverage
}

// collect scans. An incomplete scan is an error: a baseline made from it would lose
// what was not read.
func (c *checkCommand) collect(cmd *cobra.Command, args []string) (*survey, error) {
	target, err := newTarget(c.env, args)
	if err != nil {
		return nil, err
	}
	p, err := c.plan(target, c.builder(target, len(args) > 0))
	if err != nil {
		return nil, err
	}
	var end baseline.Collector
	summary, err := p.scan(cmd.Context(), c.env, &end)
	if err != nil {
		return nil, err
	}
	if summary.Incomplete {
		for _, n := range summary.Notices {
			if n.Incomplete {
				return nil, fmt.Errorf("the scan is incomplete, so the baseline was left as it is: %s", n.Message)
			}
		}
	}
	fmt.Fprintln(c.env.Stderr, summary.LastLine())
	return &survey{target, end.Findings, c.coverage(target, p, end.Scanners, summary)}, nil
}

// coverage says what a scan of these scanners looked at.
func (c *checkCommand) coverage(target scanners.Target, p *plan, names []string, summary *engine.Summary) baseline.Coverage {
	var out baseline.Coverage
	commits := slices.ContainsFunc(summary.Scanned, func(n engine.Count) bool { return n.Name == "commits" })
	for _, name := range names {
		switch past := c.history; {
		case name == gosource.Name && len(target.Patterns) > 0:
			continue // some packages are not all code
		case name == "history" && (!commits || past.since != "" || past.span != ""):
			continue // without a repository there is none, and a part is not all of it
		case name == "history" && past.unreachable:
			out.Scopes = append(out.Scopes, baseline.Unreachable)
			if past.reflog { // what no branch has may also be in commits that nothing names
				out.Scopes = append(out.Scopes, baseline.Reflog)
			}
		}
		out.Scopes = append(out.Scopes, name)
	}
	if rel, err := filepath.Rel(target.Root, target.Dir); err == nil {
		out.Dir = filepath.ToSlash(rel)
	}
	if c.only != nil || c.skip != nil {
		out.Looks = func(rule string) bool { return p.request.Enabled[rule] != nil }
	}
	return out
}

func writeBaseline(path string, b *baseline.Baseline) error {
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		return fmt.Errorf("encode baseline: %w", err)
	}
	return atomicfile.Write(path, buf.Bytes())
}
