package cli

import (
	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

// A checkCommand runs every scanner that there is.
type checkCommand struct {
	scan
	code    codeFlags
	secrets secretFlags
}

func newCheck(env *Env) *cobra.Command {
	c := &checkCommand{scan: scan{env: env, checklist: true}}
	cmd := &cobra.Command{
		Use:   "check [dir|packages]",
		Short: "Scan everything: Go code and the work tree's secrets",
		Long: `check runs every scanner on a directory (the working directory by default): the
go/analysis passes on its Go modules and the secret scan of its files. It says
which rows of the launch checklist it did not assess.`,
		Example: `  launchlint check
  launchlint check ./services/api
  launchlint check --format sarif:launchlint.sarif --format text`,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, err := newTarget(env, args)
			if err != nil {
				return err
			}
			return c.run(cmd.Context(), target, c.builder(target))
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
}

// builder returns every scanner, each as one part among others.
func (c *checkCommand) builder(target scanners.Target) builder {
	return func(policy suppress.Policy) ([]scanners.Scanner, error) {
		code := c.code.options(policy.Config)
		code.Optional = true
		files, err := c.secrets.worktree(c.env, policy, target, c.policy.trustsRepo())
		if err != nil {
			return nil, err
		}
		return []scanners.Scanner{gosource.New(code), files}, nil
	}
}
