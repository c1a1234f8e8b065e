//go:build unix

package hostile

import "syscall"

// mkfifo makes a named pipe: whoever opens it to read waits for a writer.
func mkfifo(name string) error { return syscall.Mkfifo(name, 0o644) }
