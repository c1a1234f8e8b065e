package gosource

import (
	"fmt"
	"go/types"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// A worker is one package under analysis. Its goroutine cannot be stopped from
// outside: abandoned, it ends after the analyzer that it is in, and whatever
// that still says is dropped.
type worker struct {
	*suite
	pass analysis.Pass // as it came: the suite clears the original when it is done

	mu        sync.Mutex
	abandoned bool
	current   *analysis.Analyzer
	outcome   outcome
}

func (w *worker) work() {
	results := make(map[*analysis.Analyzer]any)
	failed := make(map[*analysis.Analyzer]bool)
	for _, a := range w.order {
		if slices.ContainsFunc(a.Requires, func(r *analysis.Analyzer) bool { return failed[r] }) {
			failed[a] = true
			w.finish(a, nil, "")
			continue
		}
		if !w.start(a) {
			return
		}
		result, reason := w.runOne(a, results)
		failed[a] = reason != ""
		results[a] = result
		w.finish(a, result, reason)
	}
}

// start reports whether the worker is still wanted.
func (w *worker) start(a *analysis.Analyzer) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.current = a
	return !w.abandoned
}

// finish records an analyzer's end. reason is empty when it succeeded, or when
// one that it requires failed, which was recorded then.
func (w *worker) finish(a *analysis.Analyzer, result any, reason string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.abandoned {
		return
	}
	if reason != "" {
		w.outcome.faults = append(w.outcome.faults, fault{a.Name, reason, w.wanted(a)})
	}
	if reason == "" && result != nil && slices.Contains(w.scan.opts.Extra, a) {
		w.outcome.extra[a] = result
	}
	switch result := result.(type) {
	case *verdict.List:
		if result != nil && w.wanted(a) {
			w.outcome.lists[a] = result
		}
	case *directive.Index:
		w.outcome.directives = result
	}
}

func (w *worker) wanted(a *analysis.Analyzer) bool {
	return slices.Contains(w.scan.wanted.analyzers, a) || slices.Contains(w.scan.opts.Extra, a)
}

// abandon stops waiting. What finished before stays.
func (w *worker) abandon(reason string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.abandoned = true
	if w.current != nil {
		w.outcome.faults = append(w.outcome.faults, fault{w.current.Name, reason, w.wanted(w.current)})
	}
}

// runOne runs one analyzer and returns its result, or the reason of its failure.
func (w *worker) runOne(a *analysis.Analyzer, results map[*analysis.Analyzer]any) (result any, reason string) {
	if a == settings.Analyzer && w.scan.opts.Config != nil {
		return w.scan.opts.Config, ""
	}
	defer func() {
		if p := recover(); p != nil {
			result, reason = nil, fmt.Sprintf("broke (%s; in %s)", w.relative(fmt.Sprint(p)), panicSite())
		}
	}()
	pass := w.passFor(a, results)
	result, err := a.Run(pass)
	pass.ExportObjectFact, pass.ExportPackageFact = nil, nil // disallowed after Run
	if err != nil {
		return nil, "erred: " + w.relative(err.Error())
	}
	if got := reflect.TypeOf(result); got != a.ResultType {
		return nil, fmt.Sprintf("broke (its result is a %v instead of a %v)", got, a.ResultType)
	}
	return result, ""
}

// relative makes the names of files below the root relative to it.
func (w *worker) relative(text string) string {
	return strings.ReplaceAll(text, w.scan.paths.root+string(filepath.Separator), "")
}

// passFor returns the pass as analyzer a sees it.
func (w *worker) passFor(a *analysis.Analyzer, results map[*analysis.Analyzer]any) *analysis.Pass {
	pass := w.pass
	pass.Analyzer = a
	pass.Report = func(analysis.Diagnostic) {} // verdicts are read from the result
	pass.ResultOf = make(map[*analysis.Analyzer]any, len(a.Requires))
	for _, r := range a.Requires {
		pass.ResultOf[r] = results[r]
	}
	pass.ReadFile = w.readFile
	// The checker's tables are only locked by this: an abandoned worker must not
	// write while they are read for the packages that come after.
	pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if !w.abandoned {
			w.pass.ExportObjectFact(obj, fact)
		}
	}
	pass.ExportPackageFact = func(fact analysis.Fact) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if !w.abandoned {
			w.pass.ExportPackageFact(fact)
		}
	}
	pass.AllObjectFacts = func() []analysis.ObjectFact {
		return slices.DeleteFunc(w.pass.AllObjectFacts(), func(f analysis.ObjectFact) bool { return !hasFact(a, f.Fact) })
	}
	pass.AllPackageFacts = func() []analysis.PackageFact {
		return slices.DeleteFunc(w.pass.AllPackageFacts(), func(f analysis.PackageFact) bool { return !hasFact(a, f.Fact) })
	}
	return &pass
}

func hasFact(a *analysis.Analyzer, fact analysis.Fact) bool {
	return slices.ContainsFunc(a.FactTypes, func(t analysis.Fact) bool { return reflect.TypeOf(t) == reflect.TypeOf(fact) })
}

// readFile is Pass.ReadFile with the overlay. The original checks that the file
// belongs to the package.
func (w *worker) readFile(name string) ([]byte, error) {
	disk, err := w.pass.ReadFile(name)
	if path, ok := w.scan.paths.rel(name); ok && (err == nil || slices.Contains(packageFiles(&w.pass), name)) {
		if content := w.scan.opts.Overlay[path]; content != nil {
			return slices.Clone(content), nil
		}
	}
	return disk, err
}

// packageFiles returns the names of the files that belong to the package.
func packageFiles(pass *analysis.Pass) []string {
	var names []string
	for _, f := range pass.Files {
		names = append(names, pass.Fset.File(f.FileStart).Name())
	}
	return append(append(names, pass.OtherFiles...), pass.IgnoredFiles...)
}

// panicSite names the functions nearest a panic that is being recovered, without
// the paths of the machine that built the binary.
func panicSite() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var names []string
	for len(names) < 4 {
		frame, more := frames.Next()
		if name := frame.Function[strings.LastIndexByte(frame.Function, '/')+1:]; !strings.HasPrefix(name, "runtime.") && name != "" {
			names = append(names, name)
		}
		if !more {
			break
		}
	}
	return strings.Join(names, " < ")
}
