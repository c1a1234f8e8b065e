package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/worktree"
)

func newSecrets(env *Env) *cobra.Command {
	s := &scan{env: env}
	var flags secretFlags
	var files, stdin bool
	cmd := &cobra.Command{
		Use:   "secrets [dir]",
		Short: "Find secrets in the files of a work tree or in standard input",
		Example: `  launchlint secrets
  launchlint secrets --format sarif:secrets.sarif ./services/api
  make build 2>&1 | launchlint secrets --stdin`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if files && stdin {
				return errors.New("--worktree and --stdin exclude each other")
			}
			if stdin && len(args) > 0 {
				return errors.New("--stdin scans what is piped in: name no directory")
			}
			target, err := newTarget(env, args)
			if err != nil {
				return err
			}
			return s.run(cmd.Context(), target, func(policy suppress.Policy) ([]scanners.Scanner, error) {
				if stdin {
					d, err := flags.detector(env, policy, target, s.policy.trustsRepo())
					if err != nil {
						return nil, err
					}
					return []scanners.Scanner{worktree.NewStream(d, env.Stdin)}, nil
				}
				w, err := flags.worktree(env, policy, target, s.policy.trustsRepo())
				return []scanners.Scanner{w}, err
			})
		},
	}
	s.register(cmd)
	flags.register(cmd.Flags())
	cmd.Flags().BoolVar(&files, "worktree", false, "scan the files of the work tree (the default)")
	cmd.Flags().BoolVar(&stdin, "stdin", false, "scan standard input, such as a build log")
	return cmd
}
