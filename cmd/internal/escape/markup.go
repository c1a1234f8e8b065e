package escape

import (
	"fmt"
	"strings"
)

// Markdown returns s as text that Markdown, HTML in Markdown and GitHub's
// extensions (tables, mentions, references, links) leave alone: it is safe in a
// paragraph, in a table cell and inside an element. All punctuation becomes
// character references, which CommonMark never reads as structure (section 6.2).
func Markdown(s string) string {
	s = Text(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ', r == ',', r == '/', r >= 0x80,
			'0' <= r && r <= '9', 'A' <= r && r <= 'Z', 'a' <= r && r <= 'z':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// WorkflowData returns s as the message of a GitHub workflow command
// (`::error::message`), in which %, CR and LF are percent-encoded.
func WorkflowData(s string) string { return workflowData.Replace(s) }

// WorkflowProperty returns s as a property of a GitHub workflow command
// (`::error file=value::`), in which : and , are percent-encoded too.
func WorkflowProperty(s string) string { return workflowProperty.Replace(s) }

// The encodings are those of actions/toolkit, packages/core/src/command.ts. The
// runner decodes nothing else, so other text must be made safe before.
var (
	workflowData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	workflowProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
