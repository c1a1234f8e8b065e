//go:build !linux

package atomicfile

import "io/fs"

func create(_, temp string, mode fs.FileMode, data []byte) error {
	return createNamed(temp, mode, data)
}
