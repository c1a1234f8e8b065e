package names

import "bytes"

// maxPointer is the size that git-lfs allows its pointer files: under 1,024 bytes
// (git-lfs, docs/spec.md).
const maxPointer = 1024

// IsLFSPointer reports whether a blob stands for a file that is kept outside of
// git, by Git LFS. Its content is not in the repository.
func IsLFSPointer(blob []byte) bool {
	return len(blob) < maxPointer && (bytes.HasPrefix(blob, []byte("version https://git-lfs.github.com/spec/")) ||
		bytes.HasPrefix(blob, []byte("version http://git-media.io/v/"))) && bytes.Contains(blob, []byte("\noid "))
}
