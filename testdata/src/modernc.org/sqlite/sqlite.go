// Package sqlite is a stub with the signatures of modernc.org/sqlite.
package sqlite

type Error struct{}

func (e *Error) Error() string { return "" }
