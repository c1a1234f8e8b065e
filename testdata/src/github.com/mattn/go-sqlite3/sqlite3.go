// Package sqlite3 is a stub with the signatures of github.com/mattn/go-sqlite3.
package sqlite3

type Error struct{}

func (e Error) Error() string { return "" }
