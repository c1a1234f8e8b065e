// Package git is a stub with the signatures of github.com/go-git/go-git/v5.
package git

var ErrRepositoryNotExists error
