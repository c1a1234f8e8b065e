package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

// A page is one Markdown file under code/, parsed: the page of a rule, or of a
// family of rules.
//
//	---
//	front matter, YAML
//	---
//	First paragraph: the summary.
//
//	## Why it matters
//	## Bad
//	## Good
//	## What it does not report
//	## How to fix
//
// A family's page needs only the first paragraph.
type page struct {
	// file is the name in messages, such as "rules/code/corsorigin/reflected.md".
	file string
	// name is the rule's ID or the family's name, from the file's path.
	name  string
	front frontMatter
	// body is everything below the front matter.
	body     string
	summary  string
	sections []section
}

// frontMatter holds the keys of every kind of page; checkFront says which ones
// a kind needs.
type frontMatter struct {
	ID               string   `yaml:"id"`
	Analyzer         string   `yaml:"analyzer"`
	Family           string   `yaml:"family"`
	Title            string   `yaml:"title"`
	Severity         Severity `yaml:"severity"`
	SecuritySeverity score    `yaml:"security-severity"`
	Precision        degree   `yaml:"precision"`
	CWE              []int    `yaml:"cwe"`
	OWASP            owasp    `yaml:"owasp"`
	Checklist        row      `yaml:"checklist"`
	Examples         kind     `yaml:"examples"`
}

// A section is a second-level heading with what stands below it.
type section struct {
	title  string
	line   int // of the heading, 1-based
	blocks []block
	empty  bool
}

// A block is a fenced code block.
type block struct {
	language string
	source   string
	line     int // of the first source line, 1-based
}

// ruleSections are the sections of a rule's page, in order; References may follow.
var ruleSections = []string{"Why it matters", "Bad", "Good", "What it does not report", "How to fix"}

// parsePage parses the page at that path below code/, such as
// "corsorigin/reflected.md". Errors name the file and the line.
func parsePage(file string, data []byte) (*page, error) {
	p := &page{file: "rules/code/" + file, name: strings.TrimSuffix(file, ".md")}
	if path.Ext(file) != ".md" {
		return nil, p.errorf(1, "a page's file name ends in .md")
	}
	text := string(data)
	if strings.Contains(text, "\r") {
		return nil, p.errorf(1, "pages have LF line ends")
	}
	rest, ok := strings.CutPrefix(text, "---\n")
	front, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		return nil, p.errorf(1, `a page starts with front matter between two lines "---"`)
	}
	// Lines of the front matter start at 2, after the opening "---".
	if _, err := strictyaml.Decode(p.file, 2, []byte(front), &p.front); err != nil {
		return nil, err
	}
	bodyLine := 2 + strings.Count(front, "\n") + 2
	p.body = strings.TrimLeft(body, "\n")
	bodyLine += len(body) - len(p.body)
	if err := p.parseBody(bodyLine); err != nil {
		return nil, err
	}
	if err := p.checkFront(); err != nil {
		return nil, err
	}
	if p.isRule() {
		return p, p.checkSections()
	}
	return p, nil
}

func (p *page) isRule() bool { return strings.Contains(p.name, "/") }

func (p *page) errorf(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...))
}

// parseBody splits the body, which starts on the file's line first, into the
// summary and the sections.
func (p *page) parseBody(first int) error {
	var summary []string
	inSummary := true
	var open *block // the block we are in
	var fence string
	openLine := 0
	for i, text := range strings.Split(strings.TrimSuffix(p.body, "\n"), "\n") {
		line := first + i
		if open != nil {
			if strings.TrimSpace(text) == fence {
				p.addBlock(*open)
				open = nil
			} else {
				open.source += text + "\n"
			}
			continue
		}
		switch ticks := len(text) - len(strings.TrimLeft(text, "`")); {
		case ticks >= 3:
			if p.sections == nil {
				return p.errorf(line, "a code block stands before the first section")
			}
			fence, openLine = text[:ticks], line
			open = &block{language: strings.TrimSpace(text[ticks:]), line: line + 1}
		case strings.HasPrefix(text, "## "):
			p.sections = append(p.sections, section{title: text[len("## "):], line: line, empty: true})
			inSummary = false
		case strings.HasPrefix(text, "# "):
			return p.errorf(line, "the title stands in the front matter; sections start with ##")
		case text == "":
			inSummary = inSummary && summary == nil
		case p.sections != nil:
			p.sections[len(p.sections)-1].empty = false
		case inSummary:
			summary = append(summary, strings.TrimSpace(text))
		}
	}
	if open != nil {
		return p.errorf(openLine, "this code block has no end")
	}
	p.summary = strings.Join(summary, " ")
	if p.summary == "" {
		return p.errorf(first, "the page has no first paragraph; it is the summary")
	}
	return nil
}

func (p *page) addBlock(b block) {
	s := &p.sections[len(p.sections)-1]
	s.blocks = append(s.blocks, b)
	s.empty = false
}

// checkSections reports sections that are missing, unknown, empty or out of
// order, and examples that the tests would not run.
func (p *page) checkSections() error {
	want := ruleSections
	for _, s := range p.sections {
		switch {
		case len(want) > 0 && s.title == want[0]:
			want = want[1:]
		case len(want) == 0 && s.title == "References":
		case slices.Contains(ruleSections, s.title):
			return p.errorf(s.line, "section %q is out of order; the order is %s", s.title, strings.Join(ruleSections, ", "))
		default:
			return p.errorf(s.line, "unknown section %q; the sections are %s, References", s.title, strings.Join(ruleSections, ", "))
		}
		if s.empty {
			return p.errorf(s.line, "section %q is empty", s.title)
		}
		if s.title == "Bad" || s.title == "Good" {
			if err := p.checkExamples(s); err != nil {
				return err
			}
		}
	}
	if len(want) > 0 {
		return p.errorf(1, "section %q is missing", want[0])
	}
	return nil
}

func (p *page) checkExamples(s section) error {
	if len(s.blocks) == 0 {
		return p.errorf(s.line, "section %q has no example", s.title)
	}
	if p.front.Examples == textExamples {
		return nil
	}
	for _, b := range s.blocks {
		if b.language != "go" {
			return p.errorf(b.line-1, "examples start with ```go, since they run as tests; front matter `examples: text` exempts a page")
		}
		if reported := strings.Contains(b.source, reportedComment+"\n"); reported != (s.title == "Bad") {
			return p.errorf(b.line, "in section Bad, and only there, each example has lines that end in %q", reportedComment)
		}
	}
	return nil
}

// reportedComment ends the lines of a bad example that the rule reports.
const reportedComment = "// reported"

// examples returns the blocks of a section as examples.
func (p *page) examples(title string) []Example {
	var out []Example
	for _, s := range p.sections {
		for _, b := range s.blocks {
			if s.title == title {
				out = append(out, Example{Source: b.source, Line: b.line})
			}
		}
	}
	return out
}
