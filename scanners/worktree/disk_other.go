//go:build !unix

package worktree

const (
	openFileFlags = 0
	openDirFlags  = 0
)
