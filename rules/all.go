package rules

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed code
var codeFS embed.FS

// library is everything that was read from the pages.
type library struct {
	rules    []*Rule
	byID     map[string]*Rule
	families []*Family
	byName   map[string]*Family
}

// embedded parses the embedded pages once. A page that does not parse is a
// mistake in this program, so it panics, with the file and the line.
var embedded = sync.OnceValue(func() *library {
	lib, err := load(codeFS)
	if err != nil {
		panic("rules: " + err.Error())
	}
	return lib
})

// embeddedSecrets reads the embedded secret rules once, apart from the pages:
// an analyzer under go vet needs only these.
var embeddedSecrets = sync.OnceValue(func() []*SecretRule {
	list, err := loadSecrets(secretFS)
	if err != nil {
		panic("rules: " + err.Error())
	}
	return list
})

// All returns launchlint's own rules: one per page under code/ and per entry
// under secrets/, sorted by ID. The slice is the caller's, the rules are not.
func All() []*Rule {
	list := slices.Clone(embedded().rules)
	for _, s := range embeddedSecrets() {
		list = append(list, s.Rule)
	}
	slices.SortFunc(list, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Secrets returns our own rules about secrets, sorted by ID. The slice is the
// caller's, the rules are not.
func Secrets() []*SecretRule { return slices.Clone(embeddedSecrets()) }

// Get returns the rule of All with that ID, or nil.
func Get(id string) *Rule {
	if r := embedded().byID[id]; r != nil || !strings.HasPrefix(id, SecretFamily+"/") {
		return r
	}
	for _, s := range embeddedSecrets() {
		if s.ID == id {
			return s.Rule
		}
	}
	return nil
}

// MustGet returns the rule with that ID, which must be one of All. It panics
// otherwise: a rule without a page is a mistake in this program.
func MustGet(id string) *Rule {
	r := Get(id)
	if r == nil {
		panic(fmt.Sprintf("rules: no page for %q: add rules/code/%s.md", id, id))
	}
	return r
}

// load reads every page below code/. The error joins one error per bad page.
func load(fsys fs.FS) (*library, error) {
	var pages []*page
	var errs []error
	err := fs.WalkDir(fsys, "code", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		p, err := parsePage(strings.TrimPrefix(name, "code/"), data)
		if err != nil {
			errs = append(errs, err)
			return nil
		}
		pages = append(pages, p)
		return nil
	})
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	return newLibrary(pages)
}

func newLibrary(pages []*page) (*library, error) {
	lib := &library{byID: make(map[string]*Rule), byName: make(map[string]*Family)}
	for _, p := range pages {
		if !p.isRule() {
			f := p.family()
			lib.families = append(lib.families, f)
			lib.byName[f.Name] = f
		}
	}
	for _, p := range pages {
		if !p.isRule() {
			continue
		}
		r := p.rule()
		f := lib.byName[r.Family()]
		if f == nil {
			return nil, p.errorf(1, "its family has no page; add rules/code/%s.md", r.Family())
		}
		if f.Analyzer && r.Checklist == "" {
			return nil, p.errorf(1, "the front matter has no checklist")
		}
		lib.rules = append(lib.rules, r)
		lib.byID[r.ID] = r
	}
	slices.SortFunc(lib.rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(lib.families, func(a, b *Family) int { return cmp.Compare(a.Name, b.Name) })
	return lib, nil
}

func (p *page) rule() *Rule {
	return &Rule{
		ID:               p.name,
		Title:            p.front.Title,
		Summary:          p.summary,
		Help:             p.body,
		Severity:         p.front.Severity,
		SecuritySeverity: string(p.front.SecuritySeverity),
		Confidence:       Confidence(p.front.Precision),
		CWE:              p.front.CWE,
		OWASP:            string(p.front.OWASP),
		Checklist:        string(p.front.Checklist),
		TextExamples:     p.front.Examples == textExamples,
		Bad:              p.examples("Bad"),
		Good:             p.examples("Good"),
	}
}
