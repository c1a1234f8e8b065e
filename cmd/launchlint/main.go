// Command launchlint finds what ends a launch: see README.md.
package main

import (
	"os"

	"github.com/launchlint/launchlint/cmd/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
