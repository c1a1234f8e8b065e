// Package vettool is what launchlint does when the go command runs it:
//
//	go vet -vettool=$(command -v launchlint) ./...
//
// The go command speaks a protocol of three calls, which x/tools' unitchecker
// answers: -flags (what can be asked for, as JSON), -V=full (an id of the
// executable, part of the key of vet's cache, so another build of launchlint
// analyses again), and [flags] FILE.cfg (analyse one package, with the facts of
// what it imports). Each package is a process of its own: there is no link step.
package vettool

import (
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/analyzers/settings"
)

// Asked reports whether a command line, without the program's name, is a call of
// the go command. No command of launchlint's own looks like one: they all start
// with a word.
func Asked(args []string) bool {
	if len(args) == 0 {
		return false
	}
	flags, last := args[:len(args)-1], args[len(args)-1]
	switch {
	case slices.ContainsFunc(flags, func(arg string) bool { return !strings.HasPrefix(arg, "-") }):
		return false
	case strings.HasSuffix(last, ".cfg"):
		return true
	}
	return len(args) == 1 && (last == "-V=full" || last == "-flags")
}

// Main answers the call that os.Args holds, and ends the process. The settings
// analyzer reports nothing; it is named for its flags, -settings.config and
// -settings.inline.
func Main() {
	suite := slices.Concat(analyzers.Suite, []*analysis.Analyzer{settings.Analyzer})
	unitchecker.Main(chosen(os.Args[1:], suite)...)
}
