// Package drivertest holds one test: the fixtures of every analyzer in the suite,
// run by each of the programs that people run analyzers with. It has no code of
// its own.
//
//   - standalone: `launchlint code`, which sees the whole program at once;
//   - vettool: `go vet -vettool=launchlint`, one process for each package, facts
//     in files;
//   - gclplugin: golangci-lint's module plugin, taken from its registry and run as
//     the library that golangci-lint links;
//   - nogo: Bazel's rules_go, its own program, compiled with our analyzers, one
//     process for each package, facts in files, none for the standard library.
//
// Each driver must report what the // want comments of the fixtures ask for, line
// by line, and all must use the same words. What only the standalone driver can
// see, because it links packages that do not import each other, is asked for by a
// comment of its own, which stands before a want comment on the same line:
//
//	fail(w, err) // linked `the client reads the error` // want `another thing`
package drivertest
