// Command gen writes the files that are derived from the rules. It runs in
// rules/ by `go generate ./rules`.
package main

import (
	"fmt"
	"os"

	"github.com/launchlint/launchlint/rules/internal/pages"
)

func main() {
	stale, err := pages.Generate("..", true)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
	for _, name := range stale {
		fmt.Println("wrote", name)
	}
}
