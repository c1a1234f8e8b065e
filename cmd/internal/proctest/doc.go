// Package proctest holds the tests of launchlint as a process: what it leaves when
// it is interrupted or killed, what it says when it runs again, beside a git that
// works in the same repository, and which calls it makes to the system. They build
// the program and run it. The package has no code of its own.
package proctest
