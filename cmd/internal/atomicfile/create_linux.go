package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// create writes a file that has no name until it is complete (O_TMPFILE), so that
// a killed process leaves nothing behind. Where the file system or a missing
// /proc does not allow it, the file has its temporary name from the start.
func create(dir, temp string, mode fs.FileMode, data []byte) error {
	fd, err := unix.Open(dir, unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return createNamed(temp, mode, data)
	}
	f := os.NewFile(uintptr(fd), temp)
	if err := fill(f, mode, data); err != nil {
		return errors.Join(err, f.Close())
	}
	err = unix.Linkat(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", fd), unix.AT_FDCWD, temp, unix.AT_SYMLINK_FOLLOW)
	if closed := f.Close(); err == nil {
		return closed
	}
	return createNamed(temp, mode, data)
}
