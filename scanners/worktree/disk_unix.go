//go:build unix

package worktree

import "syscall"

// A FIFO is opened without waiting, a symbolic link is not opened at all: the
// entry may have been replaced since it was listed.
const (
	openFileFlags = syscall.O_NOFOLLOW | syscall.O_NONBLOCK
	openDirFlags  = syscall.O_NONBLOCK
)
