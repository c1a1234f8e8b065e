// Package plumbing is a stub with the signatures of github.com/go-git/go-git/v5/plumbing.
package plumbing

var (
	ErrObjectNotFound    error
	ErrReferenceNotFound error
)
