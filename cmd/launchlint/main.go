// Command launchlint finds what ends a launch: see README.md.
package main

import (
	"os"

	"github.com/launchlint/launchlint/cmd/internal/cli"
	"github.com/launchlint/launchlint/cmd/internal/vettool"
)

func main() {
	if vettool.Asked(os.Args[1:]) {
		vettool.Main()
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
