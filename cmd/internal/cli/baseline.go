package cli

import (
	"bytes"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/scanners"
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
	c := &checkCommand{scan: scan{env: env, noBaseline: true}}
	cmd := &cobra.Command{
		Use:   "create [dir|packages]",
		Short: "Scan as check does and write every finding to the baseline",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, target, err := c.collect(cmd, args)
			if err != nil {
				return err
			}
			path := c.baselinePath(target)
			if err := writeBaseline(path, &baseline.Baseline{Repository: c.repository(), Entries: found}); err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "wrote %s: %d findings accepted; commit it, and scans fail on new findings only\n", env.rel(path), len(found))
			return err
		},
	}
	c.registerScan(cmd)
	return cmd
}

func newBaselinePrune(env *Env) *cobra.Command {
	c := &checkCommand{scan: scan{env: env}}
	cmd := &cobra.Command{
		Use:   "prune [dir|packages]",
		Short: "Scan as check does and drop the entries that no finding matches any more",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, target, err := c.collect(cmd, args)
			if err != nil {
				return err
			}
			path := c.baselinePath(target)
			b, _, err := loadBaseline(env, &repoFiles{env: env, root: target.Root}, path)
			if err != nil {
				return err
			}
			kept, dropped := b.Prune(found)
			if err := writeBaseline(path, kept); err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "pruned %s: %d entries dropped, %d left\n", env.rel(path), dropped, len(kept.Entries))
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

// collect scans and returns an entry for each finding. An incomplete scan is an
// error: a baseline made from it would lose what was not read.
func (c *checkCommand) collect(cmd *cobra.Command, args []string) ([]baseline.Entry, scanners.Target, error) {
	target, err := newTarget(c.env, args)
	if err != nil {
		return nil, target, err
	}
	p, err := c.plan(target, c.builder(target, len(args) > 0))
	if err != nil {
		return nil, target, err
	}
	var entries baseline.Collector
	summary, err := p.scan(cmd.Context(), c.env, &entries)
	if err != nil {
		return nil, target, err
	}
	if summary.Incomplete {
		for _, n := range summary.Notices {
			if n.Incomplete {
				return nil, target, fmt.Errorf("the scan is incomplete, so the baseline was left as it is: %s", n.Message)
			}
		}
	}
	fmt.Fprintln(c.env.Stderr, summary.LastLine())
	return entries.Entries, target, nil
}

func writeBaseline(path string, b *baseline.Baseline) error {
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		return fmt.Errorf("encode baseline: %w", err)
	}
	return atomicfile.Write(path, buf.Bytes())
}
