// Package googleapi is a stub with the signatures of google.golang.org/api/googleapi.
package googleapi

type Error struct {
	Message string
	Body    string
}

func (e *Error) Error() string { return "" }
