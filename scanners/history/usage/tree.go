package usage

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// A file is one file of a tree.
type file struct {
	path string
	blob uint32
}

// filesOf lists the files of a tree in which somebody of this repository uses a
// name, sorted by path, at most most of them. It does not recurse: how deep trees
// are is up to the repository.
func filesOf(n *names.Names, tree uint32, most int) (files []file, skipped, cut int) {
	type directory struct {
		tree  uint32
		path  string
		depth int
	}
	const deepest = 256 // paths longer than that are no source of anybody
	todo := []directory{{tree: tree}}
	for len(todo) > 0 {
		d := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, e := range n.Entries(d.tree) {
			name := n.Name(e.Name)
			switch e.Class() {
			case names.Directory:
				switch {
				case isForeign(name):
					skipped++
				case d.depth == deepest || len(files) >= most || len(todo) >= most:
					cut++
				default:
					todo = append(todo, directory{e.Object(), d.path + name + "/", d.depth + 1})
				}
			case names.File:
				switch {
				case isGenerated(name):
					skipped++
				case len(files) >= most:
					cut++
				default:
					files = append(files, file{d.path + name, e.Object()})
				}
			}
		}
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return files, skipped, cut
}

// isForeign reports whether a directory of that name holds what others wrote.
func isForeign(name string) bool {
	switch name {
	case "vendor", "node_modules", "bower_components", "third_party", "Pods", ".terraform", ".venv", "venv", "__pycache__":
		return true
	}
	return false
}

// isGenerated reports whether a file of that name is written by a tool or is no
// text: nothing in it uses a name by anyone's doing.
func isGenerated(name string) bool {
	switch name {
	case "go.sum", "go.work.sum", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "Cargo.lock",
		"composer.lock", "Gemfile.lock", "poetry.lock", "uv.lock", "Pipfile.lock", "Podfile.lock", "pubspec.lock", "mix.lock", "flake.lock":
		return true
	}
	lower := strings.ToLower(name)
	switch path.Ext(lower) {
	case ".png", ".jpg", ".jpeg", ".gif", ".ico", ".webp", ".pdf", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar", ".war", ".so",
		".dll", ".dylib", ".exe", ".a", ".o", ".class", ".wasm", ".woff", ".woff2", ".ttf", ".eot", ".mp3", ".mp4", ".mov", ".sqlite", ".db", ".map":
		return true
	}
	return strings.HasSuffix(lower, ".min.js") || strings.HasSuffix(lower, ".min.css")
}

// isBinary reports whether a content is no text, as git sees it.
func isBinary(data []byte) bool {
	return bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0
}
