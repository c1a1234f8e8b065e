// Command newrule writes what a new rule starts from. It runs at the top of the
// repository:
//
//	go run ./rules/internal/newrule corsorigin/some-kind
package main

import (
	"fmt"
	"os"

	"github.com/launchlint/launchlint/rules/internal/scaffold"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./rules/internal/newrule ANALYZER/KIND")
		os.Exit(2)
	}
	result, err := scaffold.Rule(".", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "newrule:", err)
		os.Exit(1)
	}
	for _, name := range result.Wrote {
		fmt.Println("wrote", name)
	}
	fmt.Printf("\nnext:\n")
	for i, step := range result.Next {
		fmt.Printf("%d. %s\n", i+1, step)
	}
}
