// Package filesystem is a stub with the signatures of github.com/pocketbase/pocketbase/tools/filesystem.
package filesystem

type File struct{}
