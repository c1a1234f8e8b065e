package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

func newConfig(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Write, check and show launchlint.yaml",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use:   "init [dir]",
			Short: "Write a commented " + config.FileName + " to start from",
			Args:  cobra.MaximumNArgs(1),
			RunE:  func(_ *cobra.Command, args []string) error { return initConfig(env, args) },
		},
		&cobra.Command{
			Use:   "verify [file]",
			Short: "Check a configuration: its structure, its patterns and the names of its rules",
			Args:  cobra.MaximumNArgs(1),
			RunE:  func(_ *cobra.Command, args []string) error { return verifyConfig(env, args) },
		},
		&cobra.Command{
			Use:   "print [file]",
			Short: "Print the configuration that counts, with all defaults filled in",
			Args:  cobra.MaximumNArgs(1),
			RunE:  func(_ *cobra.Command, args []string) error { return printConfig(env, args) },
		},
	)
	return cmd
}

func initConfig(env *Env, args []string) error {
	target, err := newTarget(env, args)
	if err != nil {
		return err
	}
	path := filepath.Join(target.Dir, config.FileName)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists already; remove it first, or change it and run `launchlint config verify`", env.rel(path))
	}
	if err := atomicfile.Write(path, config.Template()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "wrote %s; every line says what it is for\n", env.rel(path))
	return err
}

func verifyConfig(env *Env, args []string) error {
	c, err := loadConfig(env, args)
	if err != nil {
		return err
	}
	if c.File() == "" {
		return fmt.Errorf("there is no %s here; write one with `launchlint config init`", config.FileName)
	}
	_, err = fmt.Fprintf(env.Stdout, "%s is valid\n", c.File())
	return err
}

func printConfig(env *Env, args []string) error {
	c, err := loadConfig(env, args)
	if err != nil {
		return err
	}
	text, err := c.YAML()
	if err != nil {
		return err
	}
	_, err = env.Stdout.Write(text)
	return err
}

// loadConfig reads the file named by the arguments, or the one that a scan of
// the working directory would use, and checks the names of its rules.
func loadConfig(env *Env, args []string) (*config.Config, error) {
	var flags policyFlags
	if len(args) > 0 {
		flags.file = args[0]
	}
	policy, err := flags.load(env, scanners.Target{Root: repositoryRoot(env.Dir), Dir: env.Dir})
	return policy.Config, err
}
