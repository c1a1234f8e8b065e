package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/secrets"
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
			digest, err := ruleDigest()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "launchlint %s\ncommit %s\nrules %s\nbuilt with %s for %s/%s\n",
				Version(), commit, digest, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// ruleDigest returns 16 hex digits that change when a rule does: its page, its
// severity, or what decides about a secret.
func ruleDigest() (string, error) {
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, d.Digest())
	for _, r := range rules.All() {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s\x00", r.ID, r.Title, r.Help, r.Severity, r.Confidence)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
