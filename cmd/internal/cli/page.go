package cli

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// pageWidth is the width that a rule's page is wrapped to, in characters. It does
// not follow the terminal: the same command prints the same text everywhere.
const pageWidth = 80

// plainPage turns the Markdown of a rule's page into text for a terminal: prose
// wrapped, section titles in capitals, code indented, links written out. It knows
// the Markdown that rule pages are written in: paragraphs, second-level headings,
// lists of one level, fenced and indented code.
func plainPage(markdown string) string {
	var b strings.Builder
	var paragraph []string
	hanging := 0 // the indentation below a list item's first line
	flush := func() {
		if paragraph != nil {
			wrap(&b, strings.Join(paragraph, " "), hanging)
			paragraph, hanging = nil, 0
		}
	}
	fence := ""
	for line := range strings.Lines(strings.TrimSpace(markdown) + "\n") {
		line = strings.TrimRight(line, "\r\n")
		marker := itemMarker.FindString(line)
		switch ticks := line[:len(line)-len(strings.TrimLeft(line, "`"))]; {
		case fence != "" && strings.TrimSpace(line) == fence:
			fence = ""
		case fence != "":
			code(&b, line)
		case len(ticks) >= 3:
			flush()
			fence = ticks
			b.WriteString("\n")
		case strings.HasPrefix(line, "#"):
			flush()
			b.WriteString("\n" + strings.ToUpper(strings.TrimSpace(strings.TrimLeft(line, "#"))) + "\n")
		case paragraph == nil && strings.HasPrefix(line, "    "):
			code(&b, line[4:])
		case strings.TrimSpace(line) == "":
			flush()
			b.WriteString("\n")
		case marker != "":
			flush()
			paragraph, hanging = []string{link.ReplaceAllString(line, "$1 ($2)")}, len(marker)
		default:
			paragraph = append(paragraph, link.ReplaceAllString(strings.TrimSpace(line), "$1 ($2)"))
		}
	}
	flush()
	return blankLines.ReplaceAllString(strings.TrimSpace(b.String()), "\n\n") + "\n"
}

var (
	itemMarker = regexp.MustCompile(`^(?:[-*]|[0-9]+\.) +`)
	link       = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)
	blankLines = regexp.MustCompile(`\n{3,}`)
)

func code(b *strings.Builder, line string) {
	if line != "" {
		b.WriteString("    " + strings.ReplaceAll(line, "\t", "    "))
	}
	b.WriteString("\n")
}

// wrap writes text in lines of at most pageWidth characters, where words allow.
// Lines after the first are indented by hanging blanks.
func wrap(b *strings.Builder, text string, hanging int) {
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > pageWidth:
			b.WriteString("\n" + strings.Repeat(" ", hanging))
			column = hanging
		default:
			b.WriteString(" ")
			column++
		}
		b.WriteString(word)
		column += n
	}
	b.WriteString("\n")
}
