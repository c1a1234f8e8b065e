package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

// codeFlags say how Go packages are loaded.
type codeFlags struct {
	tags        []string
	tests       bool
	allowErrors bool
	untrusted   bool
}

func (c *codeFlags) register(f *pflag.FlagSet) {
	f.StringSliceVar(&c.tags, "tags", nil, "build `tags`, as in go build -tags")
	f.BoolVar(&c.tests, "tests", false, "analyse _test.go files too")
	f.BoolVar(&c.allowErrors, "allow-errors", false, "analyse what type-checks and report the rest as notifications")
	f.BoolVar(&c.untrusted, "untrusted", false, "run the go command in a strict environment, for code from strangers: no network, no cgo, no toolchain switch")
}

// options joins the flags with the configuration.
func (c *codeFlags) options(cfg *config.Config) gosource.Options {
	return gosource.Options{
		Config:      cfg,
		Tags:        append(append([]string(nil), cfg.Code.BuildTags...), c.tags...),
		Tests:       c.tests || cfg.Code.Tests,
		AllowErrors: c.allowErrors,
		Untrusted:   c.untrusted,
	}
}

func newCode(env *Env) *cobra.Command {
	s := &scan{env: env}
	var flags codeFlags
	var list bool
	cmd := &cobra.Command{
		Use:   "code [dir|packages]",
		Short: "Run the go/analysis passes on Go packages",
		Example: `  launchlint code
  launchlint code ./internal/...
  launchlint code --only corsorigin,cookieflags ./services/api
  launchlint code --list-routes`,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, err := newTarget(env, args)
			if err != nil {
				return err
			}
			if list {
				return s.listRoutes(cmd.Context(), target, &flags)
			}
			return s.run(cmd.Context(), target, func(policy suppress.Policy) ([]scanners.Scanner, error) {
				return []scanners.Scanner{gosource.New(flags.options(policy.Config))}, nil
			})
		},
	}
	s.register(cmd)
	flags.register(cmd.Flags())
	cmd.Flags().BoolVar(&list, "list-routes", false, "print the routes with handlers and middleware, as text or json, instead of findings")
	return cmd
}
