package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/rules"
)

// unknownCommand is the error for a word that is no command of cmd.
func unknownCommand(cmd *cobra.Command, word string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := rules.Nearest(word, names); near != "" {
		return fmt.Errorf("no command is called %q; the nearest is %q (`%s --help` lists them all)", word, near, cmd.CommandPath())
	}
	return fmt.Errorf("no command is called %q (`%s --help` lists them all)", word, cmd.CommandPath())
}
