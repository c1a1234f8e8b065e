// Package cli is the command line: one file per command, and here what they share.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// exitInterrupted and exitTerminated are 128 plus the signal's number, as shells report it.
const (
	exitInterrupted = 128 + int(syscall.SIGINT)
	exitTerminated  = 128 + int(syscall.SIGTERM)
)

// Main runs the command line and returns the process exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	paceCollector(os.Getenv)
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintf(stderr, "launchlint: find working directory: %v\n", err)
		return engine.ExitCannotScan
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		if s, ok := <-signals; ok {
			cancel(signalError{s})
		}
	}()
	return Run(ctx, args, Env{Stdin: stdin, Stdout: stdout, Stderr: stderr, Dir: dir, Getenv: os.Getenv})
}

// A signalError is the cause of a context that a signal ended.
type signalError struct{ os.Signal }

func (e signalError) Error() string { return "interrupted by " + e.Signal.String() }

// An exitError ends the process with a code after everything was said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// Run runs one command line in an environment and returns the exit code.
func Run(ctx context.Context, args []string, env Env) int {
	root := newRoot(&env)
	root.SetArgs(args)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	var exit exitError
	var sig signalError
	switch {
	case err == nil:
		return engine.ExitClean
	case errors.As(err, &exit):
		return int(exit)
	case ctx.Err() != nil && errors.As(context.Cause(ctx), &sig):
		fmt.Fprintf(env.Stderr, "launchlint: %v; nothing was written\n", sig)
		if sig.Signal == syscall.SIGTERM {
			return exitTerminated
		}
		return exitInterrupted
	}
	// Have: the command could not run.
	fmt.Fprintf(env.Stderr, "launchlint: %s\n", oneBlock(err.Error()))
	return engine.ExitCannotScan
}

// oneBlock makes an error safe for a terminal, since it may quote what was scanned,
// and keeps it readable below its prefix when it has several lines.
func oneBlock(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i, line := range lines {
		lines[i] = escape.Text(strings.ReplaceAll(line, "\t", "    "))
	}
	return strings.Join(lines, "\n  ")
}

func newRoot(env *Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "launchlint",
		Short: "Find what ends a launch: open CORS policies, cookies without flags, secrets",
		Long: `launchlint reads a Go API's source and files before paying customers do, and
reports what ends a launch: the place, what follows from it, and the way out.

Exit codes: 0 complete and clean; 1 findings at or above --fail-on;
2 could not scan; 3 incomplete (something in scope was not read); 130 and 143
interrupted.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(cmd, args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w (`%s --help` lists the flags)", err, cmd.CommandPath())
	})
	root.AddCommand(
		newCheck(env),
		newCode(env),
		newSecrets(env),
		newBaseline(env),
		newExplain(env),
		newRules(env),
		newConfig(env),
		newSarif(env),
		newVersion(env),
	)
	return root
}
