// Package gates holds the tests that look at the repository as a whole: the
// walls between its rooms, and what other tools say of its code. It has no code
// of its own.
package gates
