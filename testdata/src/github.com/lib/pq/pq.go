// Package pq is a stub with the signatures of github.com/lib/pq.
package pq

type Error struct {
	Message       string
	Detail        string
	Hint          string
	InternalQuery string
	Where         string
	Schema        string
	Table         string
	Column        string
	Constraint    string
}

func (e *Error) Error() string { return "" }
