package models

import (
	"embed"
	"io/fs"
	"strings"
	"sync"
)

//go:embed *.yaml
var files embed.FS

// A document is one file, which is parsed when something of it is asked for: a
// program uses a handful of the libraries that we know, and parsing all of them
// takes longer than analysing many a service.
type document struct {
	name string

	once   sync.Once
	module *Module
	byName map[string][]*Row
}

// read parses the file.
func (d *document) read() *Module {
	d.once.Do(func() {
		data, err := fs.ReadFile(files, d.name)
		if err == nil {
			d.module, err = parse("rules/models/"+d.name, data)
		}
		if err != nil {
			panic("models: " + err.Error())
		}
		d.byName = make(map[string][]*Row)
		for _, r := range d.module.Rows {
			d.byName[r.Name] = append(d.byName[r.Name], r)
		}
	})
	return d.module
}

func (d *document) rows(name string) []*Row {
	d.read()
	return d.byName[name]
}

// An index tells by the path of a package which files speak of it.
type index struct {
	names   []string
	files   map[string]*document
	modules map[string]*document
	// declare are the files with rows about things in a package, or about the whole
	// of it; below those about all packages below it too.
	declare, below map[string][]*document
	// packages holds what OfPackage has found.
	packages sync.Map
}

// shelf finds the paths that files name without parsing them: a module and a path
// stand on a line of their own in every file, which TestShelf holds.
var shelf = sync.OnceValue(func() *index {
	x := &index{files: make(map[string]*document), modules: make(map[string]*document), declare: make(map[string][]*document), below: make(map[string][]*document)}
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic("models: " + err.Error())
	}
	x.names = names
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			panic("models: " + err.Error())
		}
		d := &document{name: name}
		x.files[name] = d
		for line := range strings.Lines(string(data)) {
			if module, ok := strings.CutPrefix(line, "module:"); ok {
				x.modules[scalar(module)] = d
			}
			path, ok := strings.CutPrefix(strings.TrimSpace(line), "- path:")
			if !ok {
				continue
			}
			path = scalar(path)
			if base, ok := strings.CutSuffix(path, "/..."); ok {
				x.below[base] = append(x.below[base], d)
				x.declare[base] = append(x.declare[base], d)
			}
			x.declare[path] = append(x.declare[path], d)
		}
	}
	return x
})

// scalar is the value that a line of YAML gives.
func scalar(text string) string {
	text, _, _ = strings.Cut(text, " #")
	return strings.Trim(strings.TrimSpace(text), `"'`)
}

// paths returns the import paths that the thing of a name can lie in: a name ends
// in up to two identifiers behind dots, and an import path may have dots itself.
func paths(name string) []string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "("), "*")
	out := []string{name}
	from := strings.LastIndexByte(name, '/') + 1
	for i := from; i < len(name); i++ {
		if name[i] == '.' {
			out = append(out, name[:i])
		}
	}
	return out
}
