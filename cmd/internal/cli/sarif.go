package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/sarif"
)

const (
	// maxReport bounds a SARIF file that is read, in bytes. GitHub takes 10 MB gzipped.
	maxReport = 1 << 30
	// maxFaults bounds what is printed of one file: its faults are often alike.
	maxFaults = 50
)

func newSarif(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sarif",
		Short: "Unite and check SARIF reports",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(cmd, args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSarifMerge(env), newSarifValidate(env))
	return cmd
}

func newSarifMerge(env *Env) *cobra.Command {
	var output, category string
	cmd := &cobra.Command{
		Use:   "merge FILE...",
		Short: "Unite the reports of one commit's shards into one run",
		Long: `Unite reports that one version of launchlint wrote of parts of one commit into
one run, which is what GitHub code scanning takes. A finding of several reports
is there once; the result is successful if all are. The order of the files does
not matter. FILE may be - for standard input.`,
		Example: `  launchlint sarif merge api.sarif worker.sarif -o results.sarif`,
		Args:    atLeastOneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			file := env.path(output)
			if output == "-" {
				file = ""
			}
			if file != "" {
				if err := atomicfile.Check(file); err != nil {
					return err
				}
			}
			var reports []sarif.Report
			for _, arg := range args {
				data, err := readReport(env, arg)
				if err != nil {
					return err
				}
				reports = append(reports, sarif.Report{Name: arg, Data: data})
			}
			text, err := sarif.Merge(reports, category)
			if err != nil {
				return err
			}
			if file != "" {
				return atomicfile.Write(file, text)
			}
			if _, err := env.Stdout.Write(text); err != nil {
				return fmt.Errorf("write SARIF: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write the report to this `file`, not to standard output")
	cmd.Flags().StringVar(&category, "category", "", "category of the united report, in place of the reports' own")
	return cmd
}

func newSarifValidate(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check SARIF files without a network, as GitHub code scanning would",
		Long: `Check SARIF files, of any tool, by the official 2.1.0 schema and by what GitHub
code scanning rejects. Files that are given together are taken to be uploaded
together. FILE may be - for standard input.

Exit codes: 0 all are valid; 2 one is not, or cannot be read.`,
		Args: atLeastOneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			checker, err := sarif.NewChecker()
			if err != nil {
				return err
			}
			invalid := false
			for _, arg := range args {
				data, err := readReport(env, arg)
				if err != nil {
					return err
				}
				faults := checker.Check(arg, data)
				if err := printFaults(env.Stdout, arg, faults); err != nil {
					return fmt.Errorf("write the result: %w", err)
				}
				invalid = invalid || faults != nil
			}
			if invalid {
				return exitError(engine.ExitCannotScan)
			}
			return nil
		},
	}
}

func printFaults(w io.Writer, file string, faults []sarif.Fault) error {
	file = escape.Text(file)
	if faults == nil {
		_, err := fmt.Fprintf(w, "%s: valid\n", file)
		return err
	}
	for i, f := range faults {
		if i == maxFaults {
			_, err := fmt.Fprintf(w, "%s: and %d more\n", file, len(faults)-maxFaults)
			return err
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", file, f); err != nil {
			return err
		}
	}
	return nil
}

func atLeastOneFile(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s: name at least one SARIF file", cmd.CommandPath())
	}
	return nil
}

// readReport reads a file that an argument names, or standard input for "-".
func readReport(env *Env, arg string) ([]byte, error) {
	in := env.Stdin
	if arg != "-" {
		f, err := os.Open(env.path(arg))
		if err != nil {
			return nil, fmt.Errorf("read report: %w", err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxReport+1))
	if err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	if len(data) > maxReport {
		return nil, fmt.Errorf("read report %q: it is larger than %d bytes", arg, maxReport)
	}
	return data, nil
}
