package models

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

// file is the content of a YAML file.
type file struct {
	Module   string        `yaml:"module"`
	Versions string        `yaml:"versions"`
	Read     string        `yaml:"read"`
	Packages []filePackage `yaml:"packages"`
}

type filePackage struct {
	Path string  `yaml:"path"`
	Rows []entry `yaml:"rows"`
}

// entry is one entry of rows: a fact about all the things that it names.
type entry struct {
	Role Role   `yaml:"role"`
	Kind string `yaml:"kind"`

	Of    []string `yaml:"of"`
	Func  []string `yaml:"func"`
	Field []string `yaml:"field"`
	Type  []string `yaml:"type"`
	Var   []string `yaml:"var"`

	Verb   string   `yaml:"verb"`
	Unless []string `yaml:"unless"`
	When   []string `yaml:"when"`

	Router      refs `yaml:"router"`
	Method      refs `yaml:"method"`
	Path        refs `yaml:"path"`
	Pattern     refs `yaml:"pattern"`
	Handler     refs `yaml:"handler"`
	Chain       refs `yaml:"chain"`
	Middleware  refs `yaml:"middleware"`
	Mixed       refs `yaml:"mixed"`
	Value       refs `yaml:"value"`
	Key         refs `yaml:"key"`
	Request     refs `yaml:"request"`
	Response    refs `yaml:"response"`
	Context     refs `yaml:"context"`
	Params      refs `yaml:"params"`
	Input       refs `yaml:"input"`
	Output      refs `yaml:"output"`
	Error       refs `yaml:"error"`
	Body        refs `yaml:"body"`
	Status      refs `yaml:"status"`
	Destination refs `yaml:"destination"`
}

// refs is the text of one argument or of several, with commas between them. It is
// parsed afterwards: the YAML library prints a whole file again for every value
// that decodes itself.
type refs string

func (r refs) parse() ([]Ref, error) {
	var list []Ref
	for part := range strings.SplitSeq(string(r), ",") {
		ref, err := parseRef(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		list = append(list, ref)
	}
	return list, nil
}

// args returns what the entry says of arguments.
func (e *entry) args() (map[Slot][]Ref, error) {
	args := make(map[Slot][]Ref)
	for slot, list := range map[Slot]refs{
		Router: e.Router, Method: e.Method, Path: e.Path, Pattern: e.Pattern, HandlerArg: e.Handler, Chain: e.Chain,
		Middleware: e.Middleware, Mixed: e.Mixed, Value: e.Value, Key: e.Key, RequestArg: e.Request, ResponseArg: e.Response,
		ContextArg: e.Context, Params: e.Params, Input: e.Input, Output: e.Output, ErrorArg: e.Error, Body: e.Body,
		Status: e.Status, WriterArg: e.Destination,
	} {
		if list == "" {
			continue
		}
		parsed, err := list.parse()
		if err != nil {
			return nil, err
		}
		args[slot] = parsed
	}
	return args, nil
}

var (
	versionPattern  = regexp.MustCompile(`^v\d+\.\d+\.\d+[0-9A-Za-z.+-]*$`)
	goPattern       = regexp.MustCompile(`^go1\.\d+$`)
	versionsPattern = regexp.MustCompile(`^>=v\d+\.\d+\.\d+( <v\d+\.\d+\.\d+)?$`)
	namePattern     = regexp.MustCompile(`^[A-Za-z]\w*$`)
	ofPattern       = regexp.MustCompile(`^\*?[A-Za-z]\w*$`)
	fullNamePattern = regexp.MustCompile(`^(\(\*?[\w./-]+\.\w+\)\.\w+|[\w./-]+\.\w+(\.\w+)?)$`)
)

// load reads every file of fsys. The error joins all mistakes.
func load(fsys fs.FS) ([]*Module, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	var modules []*Module
	var errs []error
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		m, err := parse("rules/models/"+name, data)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		modules = append(modules, m)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	slices.SortFunc(modules, func(a, b *Module) int { return strings.Compare(a.Path, b.Path) })
	return modules, checkLibrary(modules)
}

// parse reads one file. name is the one for messages. The error joins all
// mistakes, each with its line.
func parse(name string, data []byte) (*Module, error) {
	var f file
	places, err := strictyaml.Decode(name, 1, data, &f)
	if err != nil {
		return nil, err
	}
	m := &Module{Path: f.Module, Versions: f.Versions, Read: f.Read, File: name}
	var errs []error
	bad := func(path, format string, args ...any) { errs = append(errs, places.Errorf(path, format, args...)) }
	std := f.Module == "std"
	switch {
	case f.Module == "":
		bad("", "the file names no module")
	case std && !goPattern.MatchString(f.Read), !std && !versionPattern.MatchString(f.Read):
		bad("read", "read is %q; want the version that the facts were read in, such as v1.2.3 (go1.26 for std)", f.Read)
	case f.Versions != "" && !versionsPattern.MatchString(f.Versions):
		bad("versions", `versions is %q; want ">=v1.2.3", or with an end: ">=v1.2.3 <v1.3.0"`, f.Versions)
	}
	for i, p := range f.Packages {
		at := fmt.Sprintf("packages[%d]", i)
		plain := strings.TrimSuffix(p.Path, "/...")
		if !std && plain != f.Module && !strings.HasPrefix(plain, f.Module+"/") || plain == "" {
			bad(at+".path", "the package %q is not in the module %s", p.Path, f.Module)
			continue
		}
		for j := range p.Rows {
			at := fmt.Sprintf("%s.rows[%d]", at, j)
			rows, err := p.Rows[j].rows(p.Path)
			if err != nil {
				bad(at, "%s", err)
				continue
			}
			for _, r := range rows {
				r.Module, r.Line = m, places.Line(at)
			}
			m.Rows = append(m.Rows, rows...)
		}
	}
	if len(errs) == 0 && len(m.Rows) == 0 {
		bad("", "the file has no rows")
	}
	return m, errors.Join(errs...)
}

// rows returns one row for each thing that the entry names.
func (e *entry) rows(pkg string) ([]*Row, error) {
	target, names, err := e.target()
	if err != nil {
		return nil, err
	}
	spec, ok := specs[e.Role]
	if !ok {
		return nil, fmt.Errorf("the role %q is none of the list; see README.md", e.Role)
	}
	if !slices.Contains(spec.targets, target) {
		return nil, fmt.Errorf("a %s cannot have the role %s", target, e.Role)
	}
	if e.Kind != "" && len(spec.kinds) == 0 {
		return nil, fmt.Errorf("the role %s has no kinds", e.Role)
	}
	if len(spec.kinds) > 0 && !slices.Contains(spec.kinds, e.Kind) {
		return nil, fmt.Errorf("the kind of %s is %q; want one of %q", e.Role, e.Kind, spec.kinds)
	}
	if strings.HasSuffix(pkg, "/...") && target != Package {
		return nil, fmt.Errorf("the package %s stands for many, which have no %s of one name", pkg, target)
	}
	if (len(e.Unless) > 0 || len(e.When) > 0) && e.Role != Implicit {
		return nil, fmt.Errorf("unless and when are for the role %s", Implicit)
	}
	for _, name := range slices.Concat(e.Unless, e.When) {
		if !fullNamePattern.MatchString(name) {
			return nil, fmt.Errorf("%q is no full name, such as example.com/web.Config.ErrorHandler", name)
		}
	}
	args, err := e.args()
	if err != nil {
		return nil, err
	}
	for slot := range args {
		if !slices.Contains(spec.slots, slot) {
			return nil, fmt.Errorf("the role %s has no argument %s; it has %q", e.Role, slot, spec.slots)
		}
	}
	if target == Func && slices.Contains(results, e.Role) && args[Value] == nil {
		args[Value] = []Ref{{base: result, text: "result.0"}}
	}
	if target == Func && spec.need != nil && !slices.ContainsFunc(spec.need, func(s Slot) bool { return args[s] != nil }) {
		return nil, fmt.Errorf("a row of the role %s says one of %q", e.Role, spec.need)
	}
	if target != Func && target != Type && len(args) > 0 {
		return nil, fmt.Errorf("a %s has no arguments", target)
	}
	var rows []*Row
	for _, name := range names {
		verb, err := e.verb(name)
		if err != nil {
			return nil, err
		}
		for _, of := range e.owners() {
			rows = append(rows, &Row{
				Role: e.Role, Kind: e.Kind, Target: target, Package: pkg, Name: fullName(pkg, target, of, name),
				Verb: verb, Unless: e.Unless, When: e.When, args: args,
			})
		}
	}
	return rows, nil
}

// target returns what the entry names. A package has one name, which is empty.
func (e *entry) target() (Target, []string, error) {
	target, names := Package, []string{""}
	for t, list := range map[Target][]string{Func: e.Func, Field: e.Field, Type: e.Type, Var: e.Var} {
		if list == nil {
			continue
		}
		if target != Package {
			return "", nil, errors.New("an entry names one of func, field, type and var")
		}
		target, names = t, list
		for _, name := range list {
			if !namePattern.MatchString(name) {
				return "", nil, fmt.Errorf("%q is no name of a %s; its receiver or struct goes to `of`", name, t)
			}
		}
	}
	for _, of := range e.Of {
		if !ofPattern.MatchString(of) {
			return "", nil, fmt.Errorf("of has %q; want a type's name, with * before it for methods of the pointer", of)
		}
	}
	if e.Of != nil && target != Func && target != Field || e.Of == nil && target == Field {
		return "", nil, errors.New("`of` is the type of a field or method, and stands with nothing else")
	}
	return target, names, nil
}

// owners returns the types that have what the entry names; "" is none.
func (e *entry) owners() []string {
	if e.Of == nil {
		return []string{""}
	}
	return e.Of
}

// verbs are the methods that functions are named for.
var verbs = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "QUERY"}

// verb returns the HTTP method of a row for the function of that name.
func (e *entry) verb(name string) (string, error) {
	verb := e.Verb
	switch {
	case verb == "":
		return "", nil
	case e.Role != Route && e.Role != Refine:
		return "", fmt.Errorf("a row of the role %s has no verb", e.Role)
	case verb == "any":
		return Any, nil
	case verb == "name":
		verb = strings.ToUpper(name)
	}
	if !slices.Contains(verbs, verb) {
		return "", fmt.Errorf("%q is no HTTP method; want one in upper case, any, or name for that of the function", verb)
	}
	return verb, nil
}

func fullName(pkg string, target Target, of, name string) string {
	switch {
	case target == Package:
		return pkg
	case of == "":
		return pkg + "." + name
	case target == Field:
		return pkg + "." + strings.TrimPrefix(of, "*") + "." + name
	case of[0] == '*':
		return "(*" + pkg + "." + of[1:] + ")." + name
	}
	return "(" + pkg + "." + of + ")." + name
}

// checkLibrary reports rows that stand twice and names that have no row.
func checkLibrary(modules []*Module) error {
	type key struct {
		name string
		role Role
		kind string
	}
	seen := make(map[key]*Row)
	names := make(map[string]bool)
	var errs []error
	for _, m := range modules {
		for _, r := range m.Rows {
			k := key{r.Name, r.Role, r.Kind}
			if first := seen[k]; first != nil {
				errs = append(errs, fmt.Errorf("%s:%d: %s is %s already at %s:%d", m.File, r.Line, r.Name, r.Role, first.Module.File, first.Line))
			}
			seen[k], names[r.Name] = r, true
		}
	}
	for _, m := range modules {
		for _, r := range m.Rows {
			for _, name := range slices.Concat(r.Unless, r.When) {
				if !names[name] {
					errs = append(errs, fmt.Errorf("%s:%d: %s has no row", m.File, r.Line, name))
				}
			}
		}
	}
	return errors.Join(errs...)
}
