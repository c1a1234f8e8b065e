package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history"
	"github.com/launchlint/launchlint/scanners/worktree"
)

func newSecrets(env *Env) *cobra.Command {
	s := &scan{env: env}
	var flags secretFlags
	var past historyFlags
	var files, stdin, staged bool
	cmd := &cobra.Command{
		Use:   "secrets [dir]",
		Short: "Find secrets in files, in git history, in what is staged or in standard input",
		Long: `secrets looks for credentials in the files of a work tree: in everything that
git tracks, in everything that it would offer to add, and in ignored files that
usually hold credentials (.env, *.pem, *.key, *.tfvars, .npmrc and the like),
which are reported as notes: they lie open on this machine and are not committed.
Other ignored files are counted. Links are not followed. Archives are unpacked, within
limits.

With --staged it looks at what the next commit would add, in the directory that is
named or in all of the repository, and can stand in a pre-commit hook.

With --history it looks at everything that a clone of the repository would get:
every version of every file on every branch and tag, merges, messages, notes, the
stash. Each secret is told once, with what became of it. The directory says of which
repository, and --below narrows that down.`,
		Example: `  launchlint secrets
  launchlint secrets --format sarif:secrets.sarif ./services/api
  launchlint secrets --staged
  launchlint secrets --history
  launchlint secrets --history --range origin/main..HEAD
  make build 2>&1 | launchlint secrets --stdin`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := past.check(); err != nil {
				return err
			}
			if staged {
				return s.runStaged(cmd.Context(), &flags, args, files || stdin || past.history)
			}
			if stdin && (files || past.history) {
				return errors.New("--stdin, and --worktree or --history, exclude each other")
			}
			if stdin && len(args) > 0 {
				return errors.New("--stdin scans what is piped in: name no directory")
			}
			target, err := secretsTarget(env, args)
			if past.below != "" {
				if files || len(args) > 0 {
					return errors.New("--below says what of the history to scan: name no other directory, and no --worktree")
				}
				target, err = pastTarget(env, past.below)
			}
			if err != nil {
				return err
			}
			if stdin {
				s.overlay = map[string][]byte{worktree.StdinPath: nil} // not the file of that name
			}
			return s.run(cmd.Context(), target, func(policy suppress.Policy) ([]scanners.Scanner, error) {
				found, err := flags.detection(env, policy, target, s.policy.trustsRepo())
				if err != nil {
					return nil, err
				}
				if stdin {
					return []scanners.Scanner{worktree.NewStream(found.files, env.Stdin)}, nil
				}
				var list []scanners.Scanner
				if files || !past.history {
					list = append(list, worktree.New(found.files))
				}
				if past.history {
					o := history.Options{Narrow: past.below != ""}
					if len(list) == 0 { // else they are told already
						o.Notices = found.files.Notices
					}
					scanner, err := past.scanner(s.policy.trustsRepo(), found, o)
					if err != nil {
						return nil, err
					}
					list = append(list, scanner)
				}
				return list, nil
			})
		},
	}
	s.register(cmd)
	flags.register(cmd.Flags())
	past.register(cmd.Flags(), false)
	cmd.Flags().StringVar(&past.below, "below", "", "of the history, look only at what is, or was, below this `directory`")
	cmd.Flags().BoolVar(&files, "worktree", false, "scan the files of the work tree (the default; with --history both)")
	cmd.Flags().BoolVar(&staged, "staged", false, "scan what the next commit would add: the lines that the index has and HEAD has not")
	cmd.Flags().BoolVar(&stdin, "stdin", false, "scan standard input, such as a build log")
	return cmd
}

// secretsTarget is newTarget for a command that takes no package patterns.
func secretsTarget(env *Env, args []string) (scanners.Target, error) {
	if len(args) == 1 {
		info, err := os.Stat(env.path(args[0]))
		switch {
		case err != nil:
			return scanners.Target{}, fmt.Errorf("open directory: %w", err)
		case !info.IsDir():
			return scanners.Target{}, fmt.Errorf("%s is a file; name its directory, or hand it over: launchlint secrets --stdin < FILE", args[0])
		}
		args = []string{env.path(args[0])}
	}
	return newTarget(env, args)
}
