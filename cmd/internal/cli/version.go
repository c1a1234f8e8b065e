package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what a release build sets by -ldflags "-X ...cli.version=1.2.3".
// Otherwise the module version that `go install` recorded is used.
var version = ""

// Version returns the semantic version without a leading v: "1.2.3", or
// "0.0.0-dev" for a build from a work tree.
func Version() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" || info.Main.Version[0] != 'v' {
		return "0.0.0-dev"
	}
	return info.Main.Version[1:]
}

func newVersion(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit it was built from and the digest of its rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			commit := "unknown"
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						commit = s.Value
					}
				}
			}
			_, err := fmt.Fprintf(env.Stdout, "launchlint %s\ncommit %s\nbuilt with %s for %s/%s\n", Version(), commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
