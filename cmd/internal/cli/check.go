package cli

import (
	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
	"github.com/launchlint/launchlint/scanners/history"
	"github.com/launchlint/launchlint/scanners/worktree"
)

// A checkCommand runs every scanner that there is.
type checkCommand struct {
	scan
	code    codeFlags
	secrets secretFlags
	history historyFlags
}

func newCheck(env *Env) *cobra.Command {
	c := &checkCommand{scan: scan{env: env, checklist: true}}
	cmd := &cobra.Command{
		Use:   "check [dir|packages]",
		Short: "Scan everything: Go code, files and the history for secrets",
		Long: `check runs every scanner on a directory (the working directory by default): the
go/analysis passes on its Go modules, the secret scan of its files and, in a git
repository, of its history. It says which rows of the launch checklist it did not
assess.`,
		Example: `  launchlint check
  launchlint check ./services/api
  launchlint check --range origin/main..HEAD
  launchlint check --format sarif:launchlint.sarif --format text`,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, err := newTarget(env, args)
			if err != nil {
				return err
			}
			return c.run(cmd.Context(), target, c.builder(target, len(args) > 0))
		},
	}
	c.registerScan(cmd)
	return cmd
}

// registerScan adds the flags of every scanner.
func (c *checkCommand) registerScan(cmd *cobra.Command) {
	c.register(cmd)
	c.code.register(cmd.Flags())
	c.secrets.register(cmd.Flags())
	c.history.register(cmd.Flags(), true)
}

// builder returns every scanner, each as one part among others. named is true for a
// target that was named: the history is narrowed down to it.
func (c *checkCommand) builder(target scanners.Target, named bool) builder {
	return func(policy suppress.Policy) ([]scanners.Scanner, error) {
		code := c.code.options(policy.Config)
		code.Optional = true
		if err := c.history.check(); err != nil {
			return nil, err
		}
		found, err := c.secrets.detection(c.env, policy, target, c.policy.trustsRepo())
		if err != nil {
			return nil, err
		}
		list := []scanners.Scanner{gosource.New(code), worktree.New(found.files)}
		if !c.history.history {
			return list, nil
		}
		past, err := c.history.scanner(c.policy.trustsRepo(), found, history.Options{Optional: true, Narrow: named})
		return append(list, past), err
	}
}
