package gosource

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A plan is the list of go command runs that cover what was asked for, in a
// fixed order. Modules of one workspace share a run, so that facts flow between
// them; every other module has its own, because the go command's `./...` stops
// where another module begins.
type plan struct{ loads []*load }

// A load is one call of packages.Load.
type load struct {
	// dir is the working directory of the go command.
	dir string
	// patterns are what it is asked for, relative to dir.
	patterns []string
	// gowork is the value of GOWORK to set; empty leaves it as it is.
	gowork string
	// files reports whether the patterns are names of Go files.
	files bool
	// expected are the directories that the patterns cover, as far as that can be
	// told without the go command: each must come back as a package, or be
	// excluded by build constraints.
	expected []goDir
	// known are directories whose files get positions in this order; they
	// include the expected ones.
	known []goDir
}

func (l *load) add(pattern string, expected, known []goDir) {
	l.patterns = append(l.patterns, pattern)
	l.expected = append(l.expected, expected...)
	l.known = append(l.known, known...)
}

func (s *scan) plan(ctx context.Context) (*plan, error) {
	if s.otherBuildSystem() {
		patterns := s.target.Patterns
		if len(patterns) == 0 {
			patterns = []string{"./..."}
		}
		return &plan{[]*load{{dir: s.target.Dir, patterns: patterns}}}, nil
	}
	p := &planner{scan: s, ctx: ctx, workspaces: newWorkspaces(s)}
	if len(s.target.Patterns) == 0 {
		if err := p.addTree(s.target.Dir); err != nil {
			return nil, err
		}
	}
	if err := p.addPatterns(s.target.Patterns); err != nil {
		return nil, err
	}
	return &plan{p.loads}, nil
}

// otherBuildSystem reports whether packages are not found by modules: in GOPATH
// mode, or by a go/packages driver such as Bazel's. Code from strangers is only
// ever read as modules.
func (s *scan) otherBuildSystem() bool {
	if s.opts.Untrusted {
		return false
	}
	driver := envValue(s.baseEnv(), "GOPACKAGESDRIVER")
	return envValue(s.baseEnv(), "GO111MODULE") == "off" || driver != "" && driver != "off"
}

type planner struct {
	*scan
	ctx        context.Context
	workspaces *workspaces
	loads      []*load
}

// addTree plans the analysis of every module at or below dir.
func (p *planner) addTree(dir string) error {
	tree, err := p.walk(p.ctx, dir)
	if err != nil {
		return err
	}
	p.noteLoose(tree.loose)
	if len(tree.modules) == 0 {
		return noModule(dir, len(tree.loose) > 0)
	}
	p.addModules(tree.modules)
	return nil
}

func (p *planner) addModules(modules []*module) {
	for _, m := range modules {
		if len(m.dirs) == 0 {
			continue // a go.mod alone, as a fence around files that are not Go
		}
		l := p.loadFor(m.dir)
		l.add(relPattern(l.dir, m.scope)+"/...", m.dirs, m.dirs)
	}
}

func noModule(dir string, goFiles bool) error {
	if goFiles {
		return errNothingHere{fmt.Sprintf("%s holds Go files but no go.mod at or above them: run `go mod init` there, or name the directory of a module", dir)}
	}
	return errNothingHere{fmt.Sprintf("no go.mod in %s, above it or below it: name the directory of a Go module", dir)}
}

// noteLoose tells of Go files that no module holds: the go command cannot load them.
func (p *planner) noteLoose(loose []goDir) {
	if len(loose) == 0 {
		return
	}
	files := 0
	var names []string
	for _, d := range loose {
		files += len(d.files)
		names = append(names, p.paths.shown(d.path))
	}
	p.sink.Skipped("go-files-outside-modules", files)
	p.sink.Notice(scanners.Notice{
		ID: "go-files-outside-modules", Level: rules.Warning,
		Message: fmt.Sprintf("%s not analysed because no go.mod stands at or above them (in %s): run `go mod init` there to have them analysed", counted(files, "Go file was", "Go files were"), listed(names)),
	})
}

// loadFor returns the load that module dir belongs to: that of its workspace, or
// one of its own.
func (p *planner) loadFor(dir string) *load {
	want := &load{dir: dir}
	ws := p.workspaces.of(dir)
	alone := ws != nil && (ws.refused || !ws.uses[dir])
	switch {
	case alone:
		want.gowork = "off"
	case ws != nil:
		want.dir = ws.dir
	}
	for _, l := range p.loads {
		if l.dir == want.dir && l.gowork == want.gowork && !l.files {
			return l
		}
	}
	p.loads = append(p.loads, want)
	if alone {
		p.sink.Notice(scanners.Notice{
			ID: "module-outside-workspace", Level: rules.Note,
			Message: fmt.Sprintf("the module in %s was analysed by itself: %s", p.paths.shown(dir), ws.why()),
		})
	}
	return want
}

// relPattern returns dir as a pattern for a go command that runs in from.
func relPattern(from, dir string) string {
	rel, err := filepath.Rel(from, dir)
	switch {
	case err != nil:
		return filepath.ToSlash(dir)
	case rel == ".":
		return "."
	case rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)):
		return filepath.ToSlash(rel)
	}
	return "./" + filepath.ToSlash(rel)
}

// addPatterns plans explicit package patterns. They mean what they mean to the
// go command, except that one that names a directory of another module is
// resolved in that module.
func (p *planner) addPatterns(patterns []string) error {
	for _, pattern := range patterns {
		if err := p.addPattern(pattern); err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) addPattern(pattern string) error {
	dir := p.target.Dir
	if !isLocal(pattern) {
		if strings.HasPrefix(pattern, "-") {
			return fmt.Errorf("%q is not a package pattern: flags go before the patterns", pattern)
		}
		module := enclosingModule(dir)
		if module == "" {
			return noModule(dir, false)
		}
		l := p.loadFor(module)
		l.patterns = append(l.patterns, pattern)
		return p.know(l, module)
	}
	name := filepath.FromSlash(pattern)
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	} else {
		name = p.paths.within(name)
	}
	if strings.HasSuffix(name, ".go") {
		return p.addFile(name)
	}
	start, wild := name, ""
	if i := strings.Index(name, "..."); i >= 0 {
		start, wild = filepath.Dir(name[:i]+"x"), name[i:]
	}
	if !isDir(start) {
		return errNothingHere{fmt.Sprintf("the directory %s of the pattern %q does not exist", start, pattern)}
	}
	module := enclosingModule(start)
	if module == "" {
		if wild == "" {
			return noModule(start, false)
		}
		return p.addTree(start)
	}
	if wild == "" {
		l := p.loadFor(module)
		d := p.directory(start)
		l.add(relPattern(l.dir, name), d, d)
		return nil
	}
	tree, err := p.walk(p.ctx, start)
	if err != nil {
		return err
	}
	around, nested := tree.modules[0], tree.modules[1:]
	if len(around.dirs) == 0 && len(nested) > 0 {
		p.addModules(nested) // the directory of several modules, inside of another
		return nil
	}
	l := p.loadFor(module)
	var expected []goDir
	if name == filepath.Join(start, "...") {
		expected = around.dirs
	}
	l.add(relPattern(l.dir, name), expected, around.dirs)
	p.noteNested(pattern, nested)
	return nil
}

// isLocal reports whether a pattern is a path in the file system to the go
// command, and not an import path.
func isLocal(pattern string) bool {
	return pattern == "." || pattern == ".." || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../") ||
		filepath.IsAbs(filepath.FromSlash(pattern)) || strings.HasSuffix(pattern, ".go")
}

// know gives positions to all files of a module. It says nothing of what it
// cannot read: the patterns decide what is looked at.
func (p *planner) know(l *load, module string) error {
	w := &walker{scan: p.scan, ctx: p.ctx, tree: &tree{}, quiet: true}
	m := w.open(module, module)
	if err := w.visit(module, m); err != nil {
		return err
	}
	l.known = append(l.known, m.dirs...)
	return nil
}

// addFile plans the analysis of a Go file by its name, as `go vet x.go` would.
// Files of one directory form one package.
func (p *planner) addFile(name string) error {
	if !isFile(name) {
		return errNothingHere{fmt.Sprintf("the file %s does not exist", name)}
	}
	dir := filepath.Dir(name)
	i := slices.IndexFunc(p.loads, func(l *load) bool {
		return l.dir == dir && l.files
	})
	if i < 0 {
		l := &load{dir: dir, files: true, known: p.directory(dir)}
		p.loads = append(p.loads, l)
		i = len(p.loads) - 1
	}
	p.loads[i].patterns = append(p.loads[i].patterns, "./"+filepath.Base(name))
	return nil
}

// directory returns one directory with its Go files; empty when it has none or
// cannot be read, which the go command then says.
func (p *planner) directory(dir string) []goDir {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	if files := goFiles(dir, entries); len(files) > 0 {
		return []goDir{{dir, files}}
	}
	return nil
}

func (p *planner) noteNested(pattern string, nested []*module) {
	var names []string
	for _, m := range nested {
		if len(m.dirs) > 0 {
			names = append(names, p.paths.shown(m.dir))
		}
	}
	if len(names) == 0 {
		return
	}
	p.sink.Notice(scanners.Notice{
		ID: "nested-modules", Level: rules.Note,
		Message: fmt.Sprintf("the pattern %q does not cover %s below it (%s): name them, or give a directory and no pattern to have all analysed", pattern, counted(len(names), "module", "modules"), listed(names)),
	})
}
