// Package storm is a stub with the signatures of github.com/asdine/storm/v3.
package storm

var (
	ErrNotFound      error
	ErrAlreadyExists error
)
