package gosource

import (
	"context"
	"encoding/json"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// accountFor compares the directories that a load was to cover with the packages
// that came back. The go command leaves a package out of `./...` without a word
// when build constraints, or cgo being off, exclude all of its files.
func (s *scan) accountFor(ctx context.Context, l *loaded, out *gathered) error {
	came := make(map[string]bool)
	ignored := make(map[string]bool)
	var excluded []string
	for _, p := range l.packages {
		if len(p.GoFiles) > 0 || len(p.Syntax) > 0 {
			came[s.paths.shown(p.Dir)] = true
		}
		for _, f := range p.IgnoredFiles {
			if strings.HasSuffix(f, ".go") {
				ignored[f] = true
			}
		}
		if len(p.Syntax) > 0 || len(p.Errors) == 0 {
			continue
		}
		if strings.Contains(p.Errors[0].Msg, "build constraints exclude all Go files") {
			came[s.paths.shown(p.Dir)] = true
			excluded = append(excluded, s.paths.shown(p.Dir))
		} else if !strings.Contains(p.Errors[0].Msg, "no Go files in") && !strings.Contains(p.Errors[0].Msg, "matched no packages") {
			s.noteNotLoaded(p.PkgPath, p.Errors[0].Msg)
			out.unanalysed++
		}
	}
	tests := 0
	var missing []goDir
	seen := make(map[string]bool)
	for _, d := range l.expected {
		dir := s.paths.shown(d.path)
		if seen[dir] {
			continue
		}
		seen[dir] = true
		testOnly := true
		for _, f := range d.files {
			if f.isTest() {
				tests++
			} else {
				testOnly = false
			}
		}
		if testOnly && !s.opts.Tests {
			out.testOnly++
		}
		if !came[dir] && (!testOnly || s.opts.Tests) {
			missing = append(missing, d)
		}
	}
	if !s.opts.Tests {
		s.sink.Skipped("test-files", tests)
	}
	s.sink.Skipped("files-excluded-by-build-constraints", len(ignored))
	if len(missing) > 0 {
		built, err := s.buildContext(ctx, l.load)
		if err != nil {
			return err
		}
		for _, d := range missing {
			if name := built.firstMatch(d, s.opts.Tests); name != "" {
				out.unanalysed++
				s.noteNotLoaded(s.paths.shown(d.path), fmt.Sprintf("the go command did not list it, although %s matches the build constraints; `go list ./...` in %s may say why", name, s.paths.shown(l.dir)))
				continue
			}
			excluded = append(excluded, s.paths.shown(d.path))
		}
	}
	s.noteExcluded(excluded)
	out.excluded = append(out.excluded, excluded...)
	return nil
}

func (s *scan) noteNotLoaded(name, why string) {
	if s.opts.Untrusted {
		why = "the go command refuses it"
	}
	s.sink.Notice(scanners.Notice{
		ID: "package-not-loaded", Level: rules.Error, Incomplete: true,
		Message: fmt.Sprintf("package %s was not analysed: %s", name, withNextStep(oneLine(why))),
	})
}

func (s *scan) noteExcluded(dirs []string) {
	if len(dirs) == 0 {
		return
	}
	slices.Sort(dirs)
	s.sink.Skipped("excluded-by-build-constraints", len(dirs))
	s.sink.Notice(scanners.Notice{
		ID: "excluded-by-build-constraints", Level: rules.Warning,
		Message: fmt.Sprintf("%s not analysed because build constraints exclude all of the files (%s): set --tags, GOOS, GOARCH or CGO_ENABLED to analyse them",
			counted(len(dirs), "package was", "packages were"), listed(dirs)),
	})
}

// A buildContext decides which files build constraints let in.
type buildContext struct{ build.Context }

// buildContext asks the go command for the platform, and adds the tags.
func (s *scan) buildContext(ctx context.Context, l *load) (*buildContext, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOOS", "GOARCH", "CGO_ENABLED", "GOFLAGS")
	cmd.Dir = l.dir
	cmd.Env = append(s.loadEnviron(l), "PWD="+l.dir)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ask the go command for the platform: %w", err)
	}
	var env struct{ GOOS, GOARCH, CGO_ENABLED, GOFLAGS string }
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("read the answer of `go env`: %w", err)
	}
	c := &buildContext{build.Default}
	c.GOOS, c.GOARCH, c.CgoEnabled = env.GOOS, env.GOARCH, env.CGO_ENABLED == "1"
	c.BuildTags = s.opts.Tags
	if len(s.opts.Tags) == 0 {
		for _, flag := range strings.Fields(env.GOFLAGS) {
			if tags, ok := strings.CutPrefix(strings.TrimLeft(flag, "-"), "tags="); ok {
				c.BuildTags = strings.Split(tags, ",")
			}
		}
	}
	return c, nil
}

// firstMatch returns the name of the first file of d that would be compiled, or "".
func (c *buildContext) firstMatch(d goDir, tests bool) string {
	for _, f := range d.files {
		if f.isTest() && !tests {
			continue
		}
		match, err := c.MatchFile(d.path, f.name)
		if err != nil || !match {
			continue // a file that does not parse comes back from the go command with an error
		}
		if c.CgoEnabled || !importsC(filepath.Join(d.path, f.name)) {
			return f.name
		}
	}
	return ""
}

// importsC reports whether a file is for cgo.
func importsC(name string) bool {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		return false
	}
	for _, i := range file.Imports {
		if i.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

func sortedKeys(m map[string]*packages.Package) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
